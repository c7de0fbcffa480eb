package io.tierwise.campaign.run;

import io.tierwise.campaign.allocation.AllocationProblem;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.money.Money;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a run may do after what was done before: capacities of the day, contacts of the period. */
final class RunLimits {
  private final AllocationRequest request;
  private final Map<String, Integer> contacted;
  private final Map<Channel, Long> today;
  private final List<String> tiers;

  RunLimits(AllocationRequest request, ContactHistory history, Instant now) {
    this.request = request;
    Duration period = request.period();
    this.contacted = period == null ? Map.of() : history.perUser(now.minus(period));
    Instant midnight =
        now.atOffset(ZoneOffset.UTC).toLocalDate().atStartOfDay().toInstant(ZoneOffset.UTC);
    this.today =
        request.channelCapacityPerDay().isEmpty() ? Map.of() : history.perChannel(midnight);
    this.tiers = request.minimumSpend().keySet().stream().sorted().toList();
  }

  /** By ordinal of the channel. */
  long[] capacities() {
    long[] capacities = new long[Channel.values().length];
    for (Channel channel : Channel.values()) {
      Long perDay = request.channelCapacityPerDay().get(channel);
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
