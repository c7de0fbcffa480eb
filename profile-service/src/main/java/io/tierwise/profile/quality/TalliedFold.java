package io.tierwise.profile.quality;

import io.tierwise.profile.history.FoldMetrics;
import java.time.Duration;

/** Tells the tally of the days, beside the meters, what was met twice or refused. */
public final class TalliedFold implements FoldMetrics {
  private final FoldMetrics meters;
  private final QualityTally tally;

  public TalliedFold(FoldMetrics meters, QualityTally tally) {
    this.meters = meters;
    this.tally = tally;
  }

  @Override
  public void folded(int events, int duplicates, int rejected, Duration took) {
    meters.folded(events, duplicates, rejected, took);
    if (duplicates > 0 || rejected > 0) {
      tally.add(duplicates, rejected);
    }
  }

  @Override
  public void merged(int keys) {
    meters.merged(keys);
  }
}
