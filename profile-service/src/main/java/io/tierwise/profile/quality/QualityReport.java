package io.tierwise.profile.quality;

import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * @param outlierBound the order value that {@value #OUTLIER_QUANTILE} of the orders of the 365 days
 *     before the end of the period do not exceed; null without orders
 */
public record QualityReport(@Nullable BigDecimal outlierBound, List<QualityDay> days) {
  public static final double OUTLIER_QUANTILE = 0.995;

  public QualityReport {
    days = List.copyOf(days);
  }
}
