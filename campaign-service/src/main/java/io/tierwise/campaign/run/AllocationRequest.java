package io.tierwise.campaign.run;

import io.tierwise.campaign.allocation.Strategy;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.money.Money;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an allocation shall do.
 *
 * @param campaignIds empty: all that are active
 * @param contactsPerUser at most so many contacts for a user in this allocation
 * @param period null, or how far back earlier contacts count towards the user's limit
 * @param channelCapacity contacts that a channel can make; a channel that is missing is unlimited
 * @param channelCapacityPerDay likewise, but what was contacted since midnight UTC counts
 * @param totalBudget null, or what all campaigns together may spend
 * @param minimumSpend by tier: what shall be spent on its users at least, as far as it can be
 * @param weights of campaigns in the proportional strategy; 1 where none is given
 * @param compare strategies that are planned beside the optimal one
 * @param target what a contact is valued by
 * @param dryRun solve and report, but make no contact
 * @param seed of the hash that decides between equal values
 */
public record AllocationRequest(
    List<String> campaignIds,
    int contactsPerUser,
    @Nullable Duration period,
    Map<Channel, Long> channelCapacity,
    Map<Channel, Long> channelCapacityPerDay,
    @Nullable Money totalBudget,
    Map<String, Money> minimumSpend,
    Map<String, Double> weights,
    List<Strategy> compare,
    Target target,
    boolean dryRun,
    long seed) {
  public AllocationRequest {
    campaignIds = List.copyOf(campaignIds);
    channelCapacity = Map.copyOf(channelCapacity);
    // Requests that were stored before these existed have none.
    channelCapacityPerDay = Map.copyOf(Objects.requireNonNullElse(channelCapacityPerDay, Map.of()));
    minimumSpend = Map.copyOf(Objects.requireNonNullElse(minimumSpend, Map.of()));
    weights = Map.copyOf(Objects.requireNonNullElse(weights, Map.of()));
    target = Objects.requireNonNullElse(target, Target.PROPENSITY);
    compare = List.copyOf(Objects.requireNonNullElse(compare, List.of()));
  }

  /** The chance that a contact counts with. */
  public enum Target {
    /** That an order follows. */
    PROPENSITY,
    /** That the contact causes one, by the campaigns' own experiments. */
    UPLIFT
  }
}
