package io.tierwise.campaign.pressure;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * How often, and when, a person may be spoken to, by all campaigns and journeys together.
 *
 * @param timezone of the shop: its day is that of budgets and capacities, and its clock that of
 *     people of whom no other is known
 * @param countryTimezones by ISO code of the country, for people of whom only that is known
 * @param caps over all channels that count
 * @param channels a channel that is missing is as {@link #channel} says
 */
public record ContactPolicy(
    ZoneId timezone,
    Map<String, ZoneId> countryTimezones,
    Caps caps,
    Map<Channel, ChannelPolicy> channels) {
  /** No limits, and the day of UTC. */
  public static final ContactPolicy NONE =
      new ContactPolicy(ZoneId.of("UTC"), Map.of(), Caps.NONE, Map.of());

  public ContactPolicy {
    countryTimezones = Map.copyOf(countryTimezones);
    caps = Objects.requireNonNullElse(caps, Caps.NONE);
    channels = Map.copyOf(channels);
  }

  /** Without a word on it, a channel has no limits, and counts unless it is the site itself. */
  public ChannelPolicy channel(Channel channel) {
    ChannelPolicy known = channels.get(channel);
    return known != null
        ? known
        : new ChannelPolicy(channel != Channel.ONSITE, Caps.NONE, null, null);
  }

  /** The clock of a person: the own time zone, else the country's, else the shop's. */
  public ZoneId zoneOf(@Nullable String timezone, @Nullable String country) {
    if (timezone != null) {
      try {
        return ZoneId.of(timezone);
      } catch (DateTimeException e) {
        // Devices report what they like; the next best is known.
      }
    }
    ZoneId known = country == null ? null : countryTimezones.get(country);
    return known == null ? this.timezone : known;
  }

  public boolean hasCaps() {
    return !caps.equals(Caps.NONE)
        || channels.values().stream().anyMatch(channel -> !channel.caps().equals(Caps.NONE));
  }

  /** The shop's day. */
  public LocalDate dayOf(Instant at) {
    return LocalDate.ofInstant(at, timezone);
  }
}
