package io.tierwise.campaign.run;

import io.tierwise.campaign.allocation.AllocationPlan;
import io.tierwise.campaign.allocation.AllocationProblem;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.money.Money;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What campaigns of a higher priority leave to the next: each priority is solved by itself. */
final class Remaining {
  private final RunLimits limits;
  private final Candidates candidates;
  private final long[] capacities;
  private final int[] taken;
  private final long[] minimumSpend;
  private long totalBudget;

  Remaining(RunLimits limits, Candidates candidates, @Nullable Money totalBudget) {
    this.limits = limits;
    this.candidates = candidates;
    this.capacities = limits.capacities();
    this.taken = new int[candidates.size()];
    this.minimumSpend = limits.minimumSpend();
    this.totalBudget = totalBudget == null ? AllocationProblem.UNLIMITED : totalBudget.micros();
  }

  void take(AllocationPlan plan, List<Column> columns) {
    for (int i = 0; i < plan.contacts(); i++) {
      var offer = columns.get(plan.offerOf(i)).offer();
      long cost = offer.costPerContact().micros();
      int channel = offer.channel().ordinal();
      taken[plan.userOf(i)]++;
      limits.caps().take(candidates.user(plan.userOf(i)).id(), offer.channel());
      if (capacities[channel] != AllocationProblem.UNLIMITED) {
        capacities[channel]--;
      }
      if (totalBudget != AllocationProblem.UNLIMITED) {
        totalBudget -= cost;
      }
      int group = limits.groupOf(candidates.user(plan.userOf(i)).tier());
      minimumSpend[group] = Math.max(0, minimumSpend[group] - cost);
    }
  }

  /** By ordinal of the channel. */
  long[] capacities() {
    return capacities.clone();
  }

  /**
   * Where the caps leave nothing, they bind the channels that weigh alone, which {@link #allows}
   * tells.
   */
  int[] perUser() {
    int[] left = limits.perUser(candidates);
    for (int u = 0; u < left.length; u++) {
      int caps = limits.caps().left(candidates.user(u).id());
      left[u] = Math.max(0, left[u] - taken[u]);
      left[u] = caps == 0 ? left[u] : Math.min(left[u], caps);
    }
    return left;
  }

  boolean allows(int user, Channel channel) {
    return limits.caps().allows(candidates.user(user).id(), channel);
  }

  /** In micro-units, by group. */
  long[] minimumSpend() {
    return minimumSpend.clone();
  }

  /** In micro-units. */
  long totalBudget() {
    return totalBudget;
  }
}
