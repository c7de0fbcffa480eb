package io.tierwise.campaign.pressure;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What holds for one channel.
 *
 * @param counts whether its contacts weigh on the caps over all channels, and those on it
 * @param caps on the contacts of this channel alone
 * @param capacityPerDay contacts that the channel can make in a day of the shop; null for any
 *     number
 */
public record ChannelPolicy(
    boolean counts, Caps caps, @Nullable QuietHours quietHours, @Nullable Long capacityPerDay) {
  public ChannelPolicy {
    caps = Objects.requireNonNullElse(caps, Caps.NONE);
    if (capacityPerDay != null && capacityPerDay < 0) {
      throw new IllegalArgumentException("capacity " + capacityPerDay);
    }
  }
}
