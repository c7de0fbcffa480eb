package io.tierwise.segmentation.rfm;

import java.math.BigDecimal;

/**
 * How recently, how often and for how much a customer bought (A. M. Hughes, Strategic Database
 * Marketing, 1994).
 *
 * @param recencyDays since the last order, at least 0
 * @param frequency orders, at least 1
 * @param monetary net revenue in the base currency
 */
public record RfmMetrics(double recencyDays, long frequency, BigDecimal monetary) {
  public RfmMetrics {
    if (!(recencyDays >= 0) || Double.isInfinite(recencyDays)) {
      throw new IllegalArgumentException("recencyDays = " + recencyDays + " is not at least 0");
    }
    if (frequency < 1) {
      throw new IllegalArgumentException("frequency = " + frequency + " is not at least 1");
    }
  }
}
