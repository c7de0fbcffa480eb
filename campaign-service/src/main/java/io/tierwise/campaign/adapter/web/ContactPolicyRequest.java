package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.Caps;
import io.tierwise.campaign.pressure.ChannelPolicy;
import io.tierwise.campaign.pressure.ContactPolicy;
import io.tierwise.campaign.pressure.QuietHours;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A contact policy as people send it. */
@Schema(
    example =
        """
        {"timezone": "Europe/London", "countryTimezones": {"TR": "Europe/Istanbul"},
         "caps": {"day": 2, "week": 6, "month": 20},
         "channels": {
           "email": {"caps": {"day": 1, "week": 3}, "capacityPerDay": 50000},
           "push": {"quietHours": {"from": "21:00", "to": "08:00"}},
           "onsite": {"counts": false}}}
        """)
record ContactPolicyRequest(
    @Nullable String timezone,
    @Nullable Map<String, @Nullable String> countryTimezones,
    @Nullable CapsRequest caps,
    @Nullable Map<String, @Nullable ChannelRequest> channels) {
  private static final int MOST_CONTACTS = 100_000;
  private static final int MOST_COUNTRIES = 300;

  record CapsRequest(@Nullable Integer day, @Nullable Integer week, @Nullable Integer month) {}

  /**
   * @param counts whether its contacts weigh on the caps over all channels; if missing they do,
   *     except for onsite
   */
  record ChannelRequest(
      @Nullable Boolean counts,
      @Nullable CapsRequest caps,
      @Nullable WindowRequest quietHours,
      @Nullable Long capacityPerDay) {}

  /**
   * @param from as {@code 21:00}, in the user's time zone; {@code to} may be on the next day
   */
  record WindowRequest(@Nullable String from, @Nullable String to) {}

  ContactPolicy read() {
    Checks checks = new Checks();
    ZoneId zone = zone(checks, "timezone", Objects.requireNonNullElse(timezone, "UTC"));
    Map<String, ZoneId> countries = countries(checks);
    Caps over = caps(checks, "caps", caps);
    Map<Channel, ChannelPolicy> of = new EnumMap<>(Channel.class);
    if (channels != null) {
      channels.forEach(
          (id, channel) -> {
            Optional<Channel> known = Channel.of(id);
            if (known.isEmpty()) {
              checks.problem("channels." + id, "unknown-channel", "'" + id + "' is no channel");
            } else if (channel != null) {
              of.put(known.get(), channel(checks, known.get(), channel));
            }
          });
    }
    checks.throwIfAny();
    return new ContactPolicy(zone, countries, over, of);
  }

  private Map<String, ZoneId> countries(Checks checks) {
    Map<String, ZoneId> zones = new HashMap<>();
    if (countryTimezones == null) {
      return zones;
    }
    if (countryTimezones.size() > MOST_COUNTRIES) {
      checks.problem("countryTimezones", "too-many", "at most " + MOST_COUNTRIES + " are allowed");
      return zones;
    }
    countryTimezones.forEach(
        (country, name) -> {
          String field = "countryTimezones." + country;
          if (!country.matches("[A-Z]{2}")) {
            checks.problem(field, "invalid-country", "'" + country + "' is not as 'GB'");
          }
          zones.put(country, zone(checks, field, Objects.requireNonNullElse(name, "")));
        });
    return zones;
  }

  private static ZoneId zone(Checks checks, String field, String name) {
    // PostgreSQL counts offsets such as +02:00 the other way round: only names are the same.
    if (ZoneId.getAvailableZoneIds().contains(name)) {
      return ZoneId.of(name);
    }
    checks.problem(
        field, "unknown-timezone", "'" + name + "' is no time zone such as Europe/London");
    return ZoneId.of("UTC");
  }

  private static ChannelPolicy channel(Checks checks, Channel channel, ChannelRequest request) {
    String field = "channels." + channel.id();
    Long capacity = request.capacityPerDay();
    if (capacity != null && capacity < 0) {
      checks.problem(field + ".capacityPerDay", "negative", capacity + " is negative");
      capacity = null;
    }
    return new ChannelPolicy(
        Objects.requireNonNullElse(request.counts(), channel != Channel.ONSITE),
        caps(checks, field + ".caps", request.caps()),
        quiet(checks, field + ".quietHours", request.quietHours()),
        capacity);
  }

  private static Caps caps(Checks checks, String field, @Nullable CapsRequest caps) {
    return caps == null
        ? Caps.NONE
        : new Caps(
            cap(checks, field + ".day", caps.day()),
            cap(checks, field + ".week", caps.week()),
            cap(checks, field + ".month", caps.month()));
  }

  private static @Nullable Integer cap(Checks checks, String field, @Nullable Integer most) {
    if (most != null && (most < 0 || most > MOST_CONTACTS)) {
      checks.problem(field, "out-of-range", most + " is not in 0.." + MOST_CONTACTS);
      return null;
    }
    return most;
  }

  private static @Nullable QuietHours quiet(
      Checks checks, String field, @Nullable WindowRequest window) {
    if (window == null) {
      return null;
    }
    Optional<LocalTime> from = time(checks, field + ".from", window.from());
    Optional<LocalTime> to = time(checks, field + ".to", window.to());
    if (from.isEmpty() || to.isEmpty()) {
      return null;
    }
    if (from.equals(to)) {
      checks.problem(field + ".to", "empty-window", "is the same as from");
      return null;
    }
    return new QuietHours(from.get(), to.get());
  }

  private static Optional<LocalTime> time(Checks checks, String field, @Nullable String text) {
    try {
      return Optional.of(LocalTime.parse(Objects.requireNonNullElse(text, "")));
    } catch (DateTimeException e) {
      checks.problem(field, "invalid-time", "'" + text + "' is no time of day such as 21:00");
      return Optional.empty();
    }
  }
}
