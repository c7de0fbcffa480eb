package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.event.Touch;
import io.tierwise.profile.fold.ActiveDays;
import io.tierwise.profile.fold.Affinity;
import io.tierwise.profile.fold.FlatMap;
import io.tierwise.profile.fold.HoursOfWeek;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.fold.Reviews;
import io.tierwise.profile.fold.Tally;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The bounded part of a profile as bytes with sorted keys: equal states are equal bytes. A poll
 * reads and writes the states of all its users, which as JSON took a third of its time. First and
 * last seen are columns.
 */
final class ProfileStateFormat {
  /**
   * Raised with every change to what is written; the formula's version has to follow. Baselines are
   * kept in it for good, and nothing can compute them anew: a new format has to read the old ones.
   */
  private static final int FORMAT = 1;

  private static final int GONE = 0;
  private static final int TEXT = 1;
  private static final int JSON = 2;

  private final Labels labels = new Labels();

  byte[] write(ProfileState.Snapshot state) {
    StateWriter to = new StateWriter();
    to.oneByte(FORMAT).count(state.events());
    to.texts(state.counts().counts(), to::count);
    to.count(state.hours().counts().size());
    state.hours().counts().forEach((hour, count) -> to.count(hour).count(count));
    to.count(state.days().blocks().size());
    state.days().blocks().forEach((block, days) -> to.number(block).count(days));
    to.texts(
        state.traits(),
        trait -> {
          value(to, trait.value().orElse(null));
          stamp(to, trait.stamp());
        });
    to.texts(state.consent(), given -> stamp(to.oneByte(given.value() ? 1 : 0), given.stamp()));
    to.optional(state.country(), latest -> stamp(to.text(latest.value()), latest.stamp()));
    to.optional(state.locale(), latest -> stamp(to.text(latest.value()), latest.stamp()));
    to.optional(state.timezone(), latest -> stamp(to.text(latest.value()), latest.stamp()));
    to.texts(state.devices().counts(), to::count);
    to.texts(state.channels().counts(), to::count);
    to.texts(state.countries().counts(), to::count);
    to.texts(state.regions().counts(), to::count);
    to.optional(state.firstTouch(), touch -> touch(to, touch));
    to.optional(state.lastTouch(), touch -> touch(to, touch));
    Reviews reviews = state.reviews();
    to.count(reviews.reviews()).count(reviews.rated()).number(reviews.ratingThousandths());
    to.count(reviews.scored()).number(reviews.sentimentThousandths());
    affinity(to, state.category());
    affinity(to, state.categoryPath());
    affinity(to, state.brand());
    affinity(to, state.priceBand());
    return to.toBytes();
  }

  /**
   * A state in another format reads as an empty one: it was folded by another version of the
   * formula, so it is folded anew before it is folded on.
   */
  ProfileState read(byte[] bytes, @Nullable Instant firstSeenAt, @Nullable Instant lastSeenAt) {
    StateReader from = new StateReader(bytes);
    if (from.oneByte() != FORMAT) {
      return new ProfileState();
    }
    return new ProfileState(
        new ProfileState.Snapshot(
            firstSeenAt,
            lastSeenAt,
            from.count(),
            Tally.ofNames(from.labels(labels, from::count)),
            new HoursOfWeek(hours(from)),
            new ActiveDays(days(from)),
            from.texts(() -> new Latest<>(Optional.ofNullable(value(from)), stamp(from))),
            from.texts(() -> new Latest<>(from.oneByte() == 1, stamp(from))),
            from.optional(() -> new Latest<>(from.text(), stamp(from))),
            from.optional(() -> new Latest<>(from.text(), stamp(from))),
            from.optional(() -> new Latest<>(from.text(), stamp(from))),
            Tally.ofKinds(from.labels(labels, from::count)),
            Tally.ofKinds(from.labels(labels, from::count)),
            Tally.ofKinds(from.labels(labels, from::count)),
            Tally.ofKinds(from.labels(labels, from::count)),
            from.optional(() -> touch(from)),
            from.optional(() -> touch(from)),
            new Reviews(from.count(), from.count(), from.number(), from.count(), from.number()),
            affinity(from),
            affinity(from),
            affinity(from),
            affinity(from)));
  }

  private static Map<Integer, Integer> hours(StateReader from) {
    int size = from.size();
    Map<Integer, Integer> hours = new FlatMap<>(size + 1);
    for (int left = size; left > 0; left--) {
      hours.put(from.size(), from.size());
    }
    return hours;
  }

  private static Map<Integer, Long> days(StateReader from) {
    int size = from.size();
    Map<Integer, Long> days = new FlatMap<>(size);
    for (int left = size; left > 0; left--) {
      days.put(Math.toIntExact(from.number()), from.count());
    }
    return days;
  }

  /** What a trait says, which may be any JSON; null where it was taken away. */
  private static void value(StateWriter to, @Nullable Object value) {
    switch (value) {
      case null -> to.oneByte(GONE);
      case String text -> to.oneByte(TEXT).text(text);
      default -> to.oneByte(JSON).block(StateMapper.write(value));
    }
  }

  private static @Nullable Object value(StateReader from) {
    return switch (from.oneByte()) {
      case GONE -> null;
      case TEXT -> from.text();
      default -> StateMapper.read(from.block(), Object.class);
    };
  }

  private static void stamp(StateWriter to, Stamp stamp) {
    to.time(stamp.at()).text(stamp.messageId());
  }

  private static Stamp stamp(StateReader from) {
    return new Stamp(from.time(), from.text());
  }

  private static void touch(StateWriter to, Latest<Touch> latest) {
    Touch touch = latest.value();
    to.optional(touch.campaign(), to::text);
    to.optional(touch.source(), to::text);
    to.optional(touch.medium(), to::text);
    stamp(to.oneByte(touch.promotion() ? 1 : 0), latest.stamp());
  }

  private static Latest<Touch> touch(StateReader from) {
    Touch touch =
        new Touch(
            from.optional(from::text),
            from.optional(from::text),
            from.optional(from::text),
            from.oneByte() == 1);
    return new Latest<>(touch, stamp(from));
  }

  /** Mantissas fit a long for the first years; beyond, they grow by some bits a year. */
  private static void affinity(StateWriter to, Affinity affinity) {
    to.texts(affinity.sums(), to::sum);
  }

  private Affinity affinity(StateReader from) {
    return new Affinity(from.labels(labels, from::sum));
  }
}
