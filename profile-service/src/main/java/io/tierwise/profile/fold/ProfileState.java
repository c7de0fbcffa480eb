package io.tierwise.profile.fold;

import io.tierwise.profile.event.Action;
import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.Product;
import io.tierwise.profile.event.Review;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.event.Surroundings;
import io.tierwise.profile.event.Touch;
import io.tierwise.profile.event.UserEvent;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
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
  private @Nullable Latest<Touch> firstTouch;
  private @Nullable Latest<Touch> lastTouch;
  private Reviews reviews;
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
      Tally counts,
      HoursOfWeek hours,
      ActiveDays days,
      SortedMap<String, Latest<Optional<Object>>> traits,
      SortedMap<String, Latest<Boolean>> consent,
      @Nullable Latest<String> country,
      @Nullable Latest<String> locale,
      @Nullable Latest<String> timezone,
      Tally devices,
      Tally channels,
      Tally countries,
      Tally regions,
      @Nullable Latest<Touch> firstTouch,
      @Nullable Latest<Touch> lastTouch,
      Reviews reviews,
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
            Tally.ofNames(Map.of()),
            new HoursOfWeek(Map.of()),
            new ActiveDays(Map.of()),
            new TreeMap<>(),
            new TreeMap<>(),
            null,
            null,
            null,
            Tally.ofKinds(Map.of()),
            Tally.ofKinds(Map.of()),
            Tally.ofKinds(Map.of()),
            Tally.ofKinds(Map.of()),
            null,
            null,
            Reviews.NONE,
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
    firstTouch = stored.firstTouch;
    lastTouch = stored.lastTouch;
    reviews = stored.reviews;
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
        parts.countries,
        parts.regions,
        firstTouch,
        lastTouch,
        reviews,
        parts.category,
        parts.categoryPath,
        parts.brand,
        parts.priceBand);
  }

  public @Nullable Instant lastSeenAt() {
    return lastSeenAt;
  }

  /** Whether nothing was folded, as for a key that only others have named. */
  public boolean isEmpty() {
    return events == 0;
  }

  public void fold(UserEvent event, Formula formula) {
    Instant at = event.occurredAt();
    seen(at);
    events++;
    parts.counts.add(event.name());
    parts.hours.add(at);
    parts.days.add(at);
    foldSurroundings(event.surroundings(), event.stamp());
    foldInterest(event, formula);
    foldTouch(event.touch(), event.stamp());
    Review review = event.review();
    if (review != null) {
      reviews = reviews.plus(review, formula.sentiment());
    }
    if (event.action() == Action.IDENTIFIED) {
      foldTraits(event.traits(), "", event.stamp());
      foldPerson(event.traits(), event.stamp());
    } else if (event.action() == Action.GROUPED) {
      foldTraits(event.traits(), "group.", event.stamp());
    }
  }

  /**
   * Adds what other events came to, as if they had been folded here.
   *
   * @param interests whether those were weighed by the same formula
   */
  void add(ProfileState other, boolean interests) {
    Snapshot o = other.parts;
    if (other.firstSeenAt != null && other.lastSeenAt != null) {
      seen(other.firstSeenAt);
      seen(other.lastSeenAt);
    }
    events += other.events;
    parts.counts.addAll(o.counts);
    parts.hours.addAll(o.hours);
    parts.days.addAll(o.days);
    o.traits.forEach((name, last) -> parts.traits.merge(name, last, Latest::of));
    Bounds.keepSmallest(parts.traits, Bounds.TRAITS);
    o.consent.forEach((channel, last) -> parts.consent.merge(channel, last, Latest::of));
    Bounds.keepSmallest(parts.consent, Bounds.KINDS);
    country = later(country, other.country);
    locale = later(locale, other.locale);
    timezone = later(timezone, other.timezone);
    parts.devices.addAll(o.devices);
    parts.channels.addAll(o.channels);
    parts.countries.addAll(o.countries);
    parts.regions.addAll(o.regions);
    firstTouch =
        other.firstTouch == null ? firstTouch : Latest.earliestOf(firstTouch, other.firstTouch);
    lastTouch = later(lastTouch, other.lastTouch);
    reviews = reviews.plus(other.reviews);
    if (interests) {
      parts.category.addAll(o.category);
      parts.categoryPath.addAll(o.categoryPath);
      parts.brand.addAll(o.brand);
      parts.priceBand.addAll(o.priceBand);
    }
  }

  private static <T> @Nullable Latest<T> later(@Nullable Latest<T> a, @Nullable Latest<T> b) {
    return b == null ? a : Latest.of(a, b);
  }

  private void seen(Instant at) {
    firstSeenAt = firstSeenAt == null || at.isBefore(firstSeenAt) ? at : firstSeenAt;
    lastSeenAt = lastSeenAt == null || at.isAfter(lastSeenAt) ? at : lastSeenAt;
  }

  private void foldSurroundings(Surroundings from, Stamp stamp) {
    count(parts.devices, from.device());
    count(parts.channels, from.channel());
    count(parts.countries, from.country());
    count(parts.regions, from.region());
    country = later(country, from.country(), stamp);
    locale = later(locale, from.locale(), stamp);
    timezone = later(timezone, from.timezone(), stamp);
  }

  private static void count(Tally tally, @Nullable String label) {
    if (label != null) {
      tally.add(label);
    }
  }

  private void foldTouch(@Nullable Touch touch, Stamp stamp) {
    if (touch != null) {
      Latest<Touch> stated = new Latest<>(touch, stamp);
      firstTouch = Latest.earliestOf(firstTouch, stated);
      lastTouch = Latest.of(lastTouch, stated);
    }
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
