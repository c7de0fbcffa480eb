package io.tierwise.profile.quality;

/** Counts by day what never reaches the ledger. */
public interface QualityTally {
  void add(int duplicates, int rejected);
}
