package io.tierwise.campaign.experiment;

/**
 * Which variant a unit gets, by hash of (salt, unit): the same at any time, without storage, and
 * independent between experiments of different salts.
 *
 * @param shares of the variants; they sum to 1
 */
public record VariantAssignment(String salt, double[] shares) {
  public VariantAssignment {
    shares = shares.clone();
    double sum = 0;
    for (double share : shares) {
      sum += share;
      if (!(share >= 0)) {
        throw new IllegalArgumentException("share " + share);
      }
    }
    if (shares.length == 0 || Math.abs(sum - 1) > 1e-6) {
      throw new IllegalArgumentException("shares sum to " + sum);
    }
  }

  @Override
  public double[] shares() {
    return shares.clone();
  }

  /** Index of the variant. */
  public int of(String unit) {
    double position = new HoldoutAssignment(salt, 0).position(unit);
    for (int i = 0; i < shares.length - 1; i++) {
      position -= shares[i];
      if (position < 0) {
        return i;
      }
    }
    return shares.length - 1;
  }
}
