package io.tierwise.profile.adapter.postgres;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.event.Touch;
import io.tierwise.profile.fold.ActiveDays;
import io.tierwise.profile.fold.Affinity;
import io.tierwise.profile.fold.DecayedSum;
import io.tierwise.profile.fold.HoursOfWeek;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.fold.Reviews;
import io.tierwise.profile.fold.Tally;
import java.math.BigInteger;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The bounded part of a profile as JSON with sorted keys: equal states are equal bytes. First and
 * last seen are columns.
 */
final class ProfileStateJson {
  /** A value with its stamp; {@code v} is left out where a trait was taken away. */
  record Stated(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Object v, Instant at, String by) {}

  /** A decayed sum: m times 2^e. */
  record Sum(BigInteger m, @JsonInclude(JsonInclude.Include.ALWAYS) int e) {}

  /** A touch with its stamp; p where it is a promotion. */
  record Touched(
      @Nullable String c,
      @Nullable String s,
      @Nullable String m,
      @Nullable Boolean p,
      Instant at,
      String by) {}

  /** Of reviews. */
  record Sums(long n, long rated, long rating, long scored, long sentiment) {}

  record Document(
      long events,
      @Nullable Map<String, Long> counts,
      @Nullable Map<Integer, Integer> hours,
      @Nullable Map<Integer, Long> days,
      @Nullable Map<String, Stated> traits,
      @Nullable Map<String, Stated> consent,
      @Nullable Stated country,
      @Nullable Stated locale,
      @Nullable Stated timezone,
      @Nullable Map<String, Long> deviceEvents,
      @Nullable Map<String, Long> channelEvents,
      @Nullable Map<String, Long> countryEvents,
      @Nullable Map<String, Long> regionEvents,
      @Nullable Touched first,
      @Nullable Touched last,
      @Nullable Sums reviews,
      @Nullable Map<String, Sum> category,
      @Nullable Map<String, Sum> categoryPath,
      @Nullable Map<String, Sum> brand,
      @Nullable Map<String, Sum> priceBand) {}

  byte[] write(ProfileState.Snapshot state) {
    return StateMapper.write(
        new Document(
            state.events(),
            state.counts().counts(),
            state.hours().counts(),
            state.days().blocks(),
            map(state.traits(), last -> stated(last.value().orElse(null), last.stamp())),
            map(state.consent(), last -> stated(last.value(), last.stamp())),
            stated(state.country()),
            stated(state.locale()),
            stated(state.timezone()),
            state.devices().counts(),
            state.channels().counts(),
            state.countries().counts(),
            state.regions().counts(),
            touched(state.firstTouch()),
            touched(state.lastTouch()),
            sums(state.reviews()),
            sums(state.category()),
            sums(state.categoryPath()),
            sums(state.brand()),
            sums(state.priceBand())));
  }

  ProfileState read(byte[] json, @Nullable Instant firstSeenAt, @Nullable Instant lastSeenAt) {
    Document document = StateMapper.read(json, Document.class);
    return new ProfileState(
        new ProfileState.Snapshot(
            firstSeenAt,
            lastSeenAt,
            document.events,
            Tally.ofNames(orEmpty(document.counts)),
            new HoursOfWeek(orEmpty(document.hours)),
            new ActiveDays(orEmpty(document.days)),
            map(document.traits, s -> latest(Optional.ofNullable(s.v), s)),
            map(document.consent, s -> latest(Boolean.TRUE.equals(s.v), s)),
            text(document.country),
            text(document.locale),
            text(document.timezone),
            Tally.ofKinds(orEmpty(document.deviceEvents)),
            Tally.ofKinds(orEmpty(document.channelEvents)),
            Tally.ofKinds(orEmpty(document.countryEvents)),
            Tally.ofKinds(orEmpty(document.regionEvents)),
            touch(document.first),
            touch(document.last),
            reviews(document.reviews),
            affinity(document.category),
            affinity(document.categoryPath),
            affinity(document.brand),
            affinity(document.priceBand)));
  }

  private static @Nullable Stated stated(@Nullable Latest<String> latest) {
    return latest == null ? null : stated(latest.value(), latest.stamp());
  }

  private static Stated stated(@Nullable Object value, Stamp stamp) {
    return new Stated(value, stamp.at(), stamp.messageId());
  }

  private static @Nullable Latest<String> text(@Nullable Stated stated) {
    return stated == null ? null : latest(String.valueOf(stated.v), stated);
  }

  private static <T> Latest<T> latest(T value, Stated stated) {
    return new Latest<>(value, new Stamp(stated.at, stated.by));
  }

  private static Map<String, Sum> sums(Affinity affinity) {
    return map(affinity.sums(), sum -> new Sum(sum.mantissa(), sum.exponent()));
  }

  private static Affinity affinity(@Nullable Map<String, Sum> sums) {
    return new Affinity(map(sums, sum -> new DecayedSum(sum.m, sum.e)));
  }

  private static <A, B> SortedMap<String, B> map(
      @Nullable Map<String, A> from, Function<A, B> mapping) {
    SortedMap<String, B> to = new TreeMap<>();
    orEmpty(from).forEach((key, value) -> to.put(key, mapping.apply(value)));
    return to;
  }

  private static <K, V> Map<K, V> orEmpty(@Nullable Map<K, V> map) {
    return map == null ? Map.of() : map;
  }

  private static @Nullable Touched touched(@Nullable Latest<Touch> latest) {
    if (latest == null) {
      return null;
    }
    Touch touch = latest.value();
    return new Touched(
        touch.campaign(),
        touch.source(),
        touch.medium(),
        touch.promotion() ? true : null,
        latest.stamp().at(),
        latest.stamp().messageId());
  }

  private static @Nullable Latest<Touch> touch(@Nullable Touched t) {
    return t == null
        ? null
        : new Latest<>(new Touch(t.c, t.s, t.m, t.p != null && t.p), new Stamp(t.at, t.by));
  }

  private static @Nullable Sums sums(Reviews reviews) {
    return reviews.equals(Reviews.NONE)
        ? null
        : new Sums(
            reviews.reviews(),
            reviews.rated(),
            reviews.ratingThousandths(),
            reviews.scored(),
            reviews.sentimentThousandths());
  }

  private static Reviews reviews(@Nullable Sums sums) {
    return sums == null
        ? Reviews.NONE
        : new Reviews(sums.n, sums.rated, sums.rating, sums.scored, sums.sentiment);
  }
}
