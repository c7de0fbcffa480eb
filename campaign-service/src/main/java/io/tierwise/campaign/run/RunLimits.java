package io.tierwise.campaign.run;

import io.tierwise.campaign.allocation.AllocationProblem;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.pressure.CapLedger;
import io.tierwise.campaign.pressure.ContactPolicy;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a run may do after what was done before: capacities of the day, contacts of the period. */
final class RunLimits {
  private final AllocationRequest request;
  private final Map<String, Integer> contacted;
  private final Map<Channel, Long> today;
  private final List<String> tiers;
  private final ContactPolicy policy;
  private final CapLedger caps;

  RunLimits(
      AllocationRequest request,
      ContactHistory history,
      ContactPolicy policy,
      CapLedger caps,
      Instant now) {
    this.policy = policy;
    this.caps = caps;
    this.request = request;
    Duration period = request.period();
    this.contacted = period == null ? Map.of() : history.perUser(now.minus(period));
    Instant midnight = policy.dayOf(now).atStartOfDay(policy.timezone()).toInstant();
    boolean limited =
        !request.channelCapacityPerDay().isEmpty()
            || Stream.of(Channel.values())
                .anyMatch(c -> policy.channel(c).capacityPerDay() != null);
    this.today = limited ? history.perChannel(midnight) : Map.of();
    this.tiers = request.minimumSpend().keySet().stream().sorted().toList();
  }

  CapLedger caps() {
    return caps;
  }

  /** Whether there is a capacity, of the request or of the contact policy. */
  boolean limits(Channel channel) {
    return request.channelCapacity().containsKey(channel) || perDay(channel) != null;
  }

  private @Nullable Long perDay(Channel channel) {
    Long asked = request.channelCapacityPerDay().get(channel);
    Long policys = policy.channel(channel).capacityPerDay();
    return asked == null
        ? policys
        : policys == null ? asked : Long.valueOf(Math.min(asked, policys));
  }

  /** By ordinal of the channel. */
  long[] capacities() {
    long[] capacities = new long[Channel.values().length];
    for (Channel channel : Channel.values()) {
      Long perDay = perDay(channel);
      long left =
          perDay == null
              ? AllocationProblem.UNLIMITED
              : Math.max(0, perDay - today.getOrDefault(channel, 0L));
      capacities[channel.ordinal()] =
          Math.min(
              left, request.channelCapacity().getOrDefault(channel, AllocationProblem.UNLIMITED));
    }
    return capacities;
  }

  int[] perUser(Candidates candidates) {
    int[] limits = new int[candidates.size()];
    for (int u = 0; u < limits.length; u++) {
      int before = contacted.getOrDefault(candidates.user(u).id(), 0);
      limits[u] = Math.max(0, request.contactsPerUser() - before);
    }
    return limits;
  }

  /** Tiers that have a minimum, in the order of groups 1, 2, ...; group 0 is everybody else. */
  List<String> tiers() {
    return tiers;
  }

  int groupOf(@Nullable String tier) {
    return tier == null ? 0 : tiers.indexOf(tier) + 1;
  }

  /** In micro-units, by group. */
  long[] minimumSpend() {
    long[] minimum = new long[tiers.size() + 1];
    for (int g = 1; g < minimum.length; g++) {
      minimum[g] = asked(tiers.get(g - 1)).micros();
    }
    return minimum;
  }

  Money asked(String tier) {
    return request.minimumSpend().getOrDefault(tier, Money.ZERO);
  }
}
