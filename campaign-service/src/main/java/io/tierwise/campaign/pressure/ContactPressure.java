package io.tierwise.campaign.pressure;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.util.List;

/** Port: how much of each limit is used. */
public interface ContactPressure {
  /**
   * @param cap such as {@code user-day}, or {@code user-email-week} for one of a channel
   */
  record CapUse(String cap, int used, int limit) {
    public boolean isReached() {
      return used >= limit;
    }
  }

  /** The caps that bind one more contact of a user over a channel. */
  List<CapUse> caps(String userId, Channel channel, Instant at);

  /** What everybody has left. */
  CapLedger ledger(ContactPolicy policy, Instant at);

  /** Contacts of a channel on the shop's day, as far as its capacity is limited. */
  long madeToday(Channel channel, Instant at);
}
