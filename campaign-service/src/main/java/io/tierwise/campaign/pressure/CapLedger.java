package io.tierwise.campaign.pressure;

import io.tierwise.campaign.lifecycle.Channel;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left of the caps of many people at one instant, while contacts are planned for them. */
public final class CapLedger {
  private static final int SPANS = 3;
  private final ContactPolicy policy;

  /** Contacts of the last 24 hours, 7 and 30 days: of those that weigh, then of each channel. */
  private final Map<String, int[]> used = new HashMap<>();

  public CapLedger(ContactPolicy policy) {
    this.policy = policy;
  }

  /** Adds what was before. */
  public void add(String user, Channel channel, int day, int week, int month) {
    int[] counts = counts(user);
    int[] seen = {day, week, month};
    for (int s = 0; s < SPANS; s++) {
      counts[at(channel) + s] += seen[s];
      if (policy.channel(channel).counts()) {
        counts[s] += seen[s];
      }
    }
  }

  public void take(String user, Channel channel) {
    add(user, channel, 1, 1, 1);
  }

  public boolean allows(String user, Channel channel) {
    int[] counts = used.get(user);
    return left(policy.channel(channel).caps(), counts, at(channel)) > 0
        && (!policy.channel(channel).counts() || left(policy.caps(), counts, 0) > 0);
  }

  /** Contacts that the caps over all channels leave; a large number without caps. */
  public int left(String user) {
    return left(policy.caps(), used.get(user), 0);
  }

  private static int left(Caps caps, int @Nullable [] counts, int at) {
    int left = Integer.MAX_VALUE;
    @Nullable Integer[] most = {caps.day(), caps.week(), caps.month()};
    for (int s = 0; s < SPANS; s++) {
      Integer limit = most[s];
      if (limit != null) {
        left = Math.min(left, limit - (counts == null ? 0 : counts[at + s]));
      }
    }
    return Math.max(0, left);
  }

  private int[] counts(String user) {
    return used.computeIfAbsent(user, _ -> new int[SPANS * (1 + Channel.values().length)]);
  }

  private static int at(Channel channel) {
    return SPANS * (1 + channel.ordinal());
  }
}
