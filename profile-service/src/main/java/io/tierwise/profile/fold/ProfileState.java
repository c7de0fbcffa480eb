package io.tierwise.profile.fold;

import io.tierwise.profile.event.Action;
import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.Product;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.event.Surroundings;
import io.tierwise.profile.event.UserEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The bounded part of a profile; orders and sessions, which grow with the user, are kept beside it.
 * Every part is a commutative aggregate (minimum, maximum, sum, set, latest by stamp), so the state
 * depends on the set of events folded, not on their order. Folding one event twice is wrong: the
 * ledger lets each through once.
 */
public final class ProfileState {
  private final Snapshot parts;
  private @Nullable Instant firstSeenAt;
  private @Nullable Instant lastSeenAt;
  private @Nullable Latest<String> country;
  private @Nullable Latest<String> locale;
  private @Nullable Latest<String> timezone;
  private long events;

  /**
   * All of it, for whoever stores it.
   *
   * @param traits without value where the last statement took the trait away
   */
  public record Snapshot(
      @Nullable Instant firstSeenAt,
      @Nullable Instant lastSeenAt,
      long events,
      SortedMap<String, Long> counts,
      HoursOfWeek hours,
      ActiveDays days,
      SortedMap<String, Latest<Optional<Object>>> traits,
      SortedMap<String, Latest<Boolean>> consent,
      @Nullable Latest<String> country,
      @Nullable Latest<String> locale,
      @Nullable Latest<String> timezone,
      SortedSet<String> devices,
      SortedSet<String> channels,
      Affinity category,
      Affinity categoryPath,
      Affinity brand,
      Affinity priceBand) {}

  public ProfileState() {
    this(
        new Snapshot(
            null,
            null,
            0,
            new TreeMap<>(),
            new HoursOfWeek(Map.of()),
            new ActiveDays(Map.of()),
            new TreeMap<>(),
            new TreeMap<>(),
            null,
            null,
            null,
            new TreeSet<>(),
            new TreeSet<>(),
            new Affinity(Map.of()),
            new Affinity(Map.of()),
            new Affinity(Map.of()),
            new Affinity(Map.of())));
  }

  /** Takes over the collections, which have to be mutable. */
  public ProfileState(Snapshot stored) {
    parts = stored;
    firstSeenAt = stored.firstSeenAt;
    lastSeenAt = stored.lastSeenAt;
    events = stored.events;
    country = stored.country;
    locale = stored.locale;
    timezone = stored.timezone;
  }

  public Snapshot snapshot() {
    return new Snapshot(
        firstSeenAt,
        lastSeenAt,
        events,
        parts.counts,
        parts.hours,
        parts.days,
        parts.traits,
        parts.consent,
        country,
        locale,
        timezone,
        parts.devices,
        parts.channels,
        parts.category,
        parts.categoryPath,
        parts.brand,
        parts.priceBand);
  }

  public void fold(UserEvent event, Formula formula) {
    Instant at = event.occurredAt();
    firstSeenAt = firstSeenAt == null || at.isBefore(firstSeenAt) ? at : firstSeenAt;
    lastSeenAt = lastSeenAt == null || at.isAfter(lastSeenAt) ? at : lastSeenAt;
    events++;
    parts.counts.merge(event.name(), 1L, Long::sum);
    Bounds.keepSmallest(parts.counts, Bounds.NAMES);
    parts.hours.add(at);
    parts.days.add(at);
    foldSurroundings(event.surroundings(), event.stamp());
    foldInterest(event, formula);
    if (event.action() == Action.IDENTIFIED) {
      foldTraits(event.traits(), "", event.stamp());
      foldPerson(event.traits(), event.stamp());
    } else if (event.action() == Action.GROUPED) {
      foldTraits(event.traits(), "group.", event.stamp());
    }
  }

  private void foldSurroundings(Surroundings from, Stamp stamp) {
    if (from.device() != null) {
      parts.devices.add(from.device());
      Bounds.keepSmallest(parts.devices, Bounds.KINDS);
    }
    if (from.channel() != null) {
      parts.channels.add(from.channel());
      Bounds.keepSmallest(parts.channels, Bounds.KINDS);
    }
    country = later(country, from.country(), stamp);
    locale = later(locale, from.locale(), stamp);
    timezone = later(timezone, from.timezone(), stamp);
  }

  private void foldInterest(UserEvent event, Formula formula) {
    int weight = formula.interestIn(event.action());
    if (weight == 0 || event.products().isEmpty()) {
      return;
    }
    DecayedSum interest = formula.halfLife().at(event.occurredAt(), weight);
    for (Product product : event.products()) {
      if (!product.categoryPath().isEmpty()) {
        parts.category.add(product.categoryPath().getFirst(), interest);
        parts.categoryPath.add(String.join(" > ", product.categoryPath()), interest);
      }
      if (product.brand() != null) {
        parts.brand.add(product.brand(), interest);
      }
      if (product.price() != null) {
        parts.priceBand.add(formula.priceBands().of(product.price()), interest);
      }
    }
  }

  private void foldTraits(Map<String, @Nullable Object> traits, String prefix, Stamp stamp) {
    traits.forEach(
        (name, value) ->
            parts.traits.merge(
                prefix + name, new Latest<>(Optional.ofNullable(value), stamp), Latest::of));
    Bounds.keepSmallest(parts.traits, Bounds.TRAITS);
  }

  private void foldPerson(Map<String, Object> traits, Stamp stamp) {
    Consents.find(
        traits,
        (channel, given) -> {
          parts.consent.merge(channel, new Latest<>(given, stamp), Latest::of);
          Bounds.keepSmallest(parts.consent, Bounds.KINDS);
        });
    Object stated = traits.get("country");
    if (stated == null && traits.get("address") instanceof Map<?, ?> address) {
      stated = address.get("country");
    }
    country = later(country, stated instanceof String name && !name.isBlank() ? name : null, stamp);
  }

  private static @Nullable Latest<String> later(
      @Nullable Latest<String> held, @Nullable String value, Stamp stamp) {
    return value == null ? held : Latest.of(held, new Latest<>(value, stamp));
  }
}
