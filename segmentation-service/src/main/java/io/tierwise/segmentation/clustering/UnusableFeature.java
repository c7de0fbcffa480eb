package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;

/** The data does not allow a fit; the message says which feature is to blame and why. */
public final class UnusableFeature extends IllegalArgumentException {
  private final TieringFeature feature;

  UnusableFeature(TieringFeature feature, String reason) {
    super("Feature '" + feature.key() + "' " + reason);
    this.feature = feature;
  }

  public TieringFeature feature() {
    return feature;
  }
}
