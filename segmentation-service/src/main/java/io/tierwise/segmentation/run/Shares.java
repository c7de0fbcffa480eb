package io.tierwise.segmentation.run;

import java.math.BigDecimal;

/** Parts of a whole. */
public final class Shares {
  /**
   * @return 0..1; 0 where there is no whole to share
   */
  public static double of(BigDecimal part, BigDecimal whole) {
    return whole.signum() <= 0 ? 0 : Math.clamp(part.doubleValue() / whole.doubleValue(), 0.0, 1.0);
  }

  private Shares() {}
}
