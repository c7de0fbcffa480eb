package io.tierwise.segmentation.clustering;

/** More tiers are asked for than there are customers that differ. */
public final class TooFewCustomers extends IllegalArgumentException {
  TooFewCustomers(String message) {
    super(message);
  }
}
