package io.tierwise.campaign.report;

import io.tierwise.campaign.experiment.Lift;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The experiment of a campaign on the users of a tier.
 *
 * @param tier when the experiment took them in, {@code none} without one
 */
public record Trial(String campaignId, String tier, Lift lift, List<Later> later) {
  public Trial {
    later = List.copyOf(later);
  }

  /** The same of both together. */
  Trial plus(Trial other) {
    List<Later> both =
        IntStream.range(0, later.size())
            .mapToObj(i -> later.get(i).plus(other.later.get(i)))
            .toList();
    return new Trial(campaignId, tier, lift.plus(other.lift), both);
  }
}
