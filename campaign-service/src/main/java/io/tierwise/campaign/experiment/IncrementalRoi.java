package io.tierwise.campaign.experiment;

import io.tierwise.statistics.Difference;
import io.tierwise.statistics.Interval;
import io.tierwise.statistics.Sample;

/**
 * What a campaign earned for what it cost, counting only what it caused: (margin x incremental
 * revenue - spend) / spend, against the held-out users.
 *
 * @param estimate 0 where it just paid for itself
 * @param interval Welch
 */
public record IncrementalRoi(double estimate, Interval interval) {
  /**
   * @param treated revenue of each treated user within the window, in units of currency
   * @param control likewise of held-out users whom the same rule would have contacted
   * @param margin share of revenue that is earned, 0..1
   * @param spend on the treated, in units of currency, positive
   * @param alpha share of such intervals that may miss, 0..1
   */
  public static IncrementalRoi of(
      Sample treated, Sample control, double margin, double spend, double alpha) {
    if (!(spend > 0)) {
      throw new IllegalArgumentException("spend " + spend);
    }
    Difference difference = Difference.welch(treated, control);
    Interval interval = difference.interval(alpha);
    double scale = margin * treated.count() / spend;
    return new IncrementalRoi(
        scale * difference.estimate() - 1,
        new Interval(scale * interval.low() - 1, scale * interval.high() - 1));
  }
}
