package io.tierwise.recommend.intake;

import io.tierwise.recommend.evaluation.Tiers;
import io.tierwise.recommend.evaluation.Tiers.Assignment;
import io.tierwise.recommend.interaction.UserHistories;
import java.util.Collection;

/** Keeps the tiers of users; whoever has none is a prospect. */
public final class FollowTiers {
  private final Tiers tiers;
  private final UserHistories histories;

  public FollowTiers(Tiers tiers, UserHistories histories) {
    this.tiers = tiers;
    this.histories = histories;
  }

  public void follow(Collection<Assignment> assignments) {
    tiers.follow(assignments);
    // After the store: a history that is read from now on has the new one.
    for (Assignment assignment : assignments) {
      histories.move(assignment.userId(), Tiers.segment(assignment.tier()));
    }
  }
}
