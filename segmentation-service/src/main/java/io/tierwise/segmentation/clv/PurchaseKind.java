package io.tierwise.segmentation.clv;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The two models of repeat purchases. In both a customer orders at random at a rate of their own
 * and may drop out for good after an order; rates are gamma distributed, drop-out probabilities
 * beta.
 */
public enum PurchaseKind {
  /**
   * Nobody drops out before a second order, so that one-time buyers all count as alive (P. Fader,
   * B. Hardie and K. L. Lee, "Counting Your Customers" the Easy Way, 2005).
   */
  BG_NBD("bg-nbd", 0),

  /**
   * One may drop out after the very first order, too (E. Batislam, M. Denizel and A. Filiztekin,
   * Empirical Validation and Comparison of Models for Customer Base Analysis, 2007).
   */
  MBG_NBD("mbg-nbd", 1);

  private final String key;
  private final int shift;

  PurchaseKind(String key, int shift) {
    this.key = key;
    this.shift = shift;
  }

  /** Its name in requests and answers. */
  public String key() {
    return key;
  }

  /** How many more occasions to drop out there have been than repeat orders. */
  int shift() {
    return shift;
  }

  public static Optional<PurchaseKind> ofKey(String key) {
    return Arrays.stream(values()).filter(kind -> kind.key.equals(key)).findFirst();
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(PurchaseKind::key).toList();
  }
}
