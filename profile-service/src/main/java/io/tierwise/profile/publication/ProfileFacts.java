package io.tierwise.profile.publication;

import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.event.Touch;
import io.tierwise.profile.fold.Affinity;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.fold.Reviews;
import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.order.OrderTotals;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A profile as others see it.
 *
 * @param categoryAffinity shares of interest, the largest first, summing to 1; so are the others
 * @param hoursOfWeek 168 counts, Monday 00:00 UTC first
 * @param devices events by device; so are the next three
 */
public record ProfileFacts(
    String userKey,
    boolean identified,
    List<String> mergedKeys,
    Instant firstSeenAt,
    Instant lastSeenAt,
    long events,
    Map<String, Long> eventCounts,
    OrderTotals orders,
    long sessions,
    long browseSeconds,
    int activeDays,
    Map<String, Double> categoryAffinity,
    Affinity categoryPaths,
    Map<String, Double> brandAffinity,
    Map<String, Double> priceBandAffinity,
    List<Integer> hoursOfWeek,
    Map<String, Long> devices,
    Map<String, Long> channels,
    Map<String, Long> countries,
    Map<String, Long> regions,
    @Nullable Latest<Touch> firstTouch,
    @Nullable Latest<Touch> lastTouch,
    Reviews reviews,
    @Nullable String country,
    @Nullable String locale,
    @Nullable String timezone,
    Map<String, Boolean> consent,
    Map<String, Object> traits,
    Map<String, Stamp> traitStamps) {

  /** Null for a key that is no user: merged into another, or only ever named by others. */
  public static @Nullable ProfileFacts of(StoredProfile profile, List<String> mergedKeys) {
    ProfileState state = profile.state();
    if (state == null) {
      return null;
    }
    ProfileState.Snapshot parts = state.snapshot();
    if (parts.firstSeenAt() == null || parts.lastSeenAt() == null) {
      return null;
    }
    return new ProfileFacts(
        profile.userKey(),
        profile.identified(),
        mergedKeys,
        parts.firstSeenAt(),
        parts.lastSeenAt(),
        parts.events(),
        parts.counts().counts(),
        profile.orders(),
        profile.sessions(),
        profile.browseMicros() / 1_000_000,
        parts.days().count(),
        parts.category().shares(),
        parts.categoryPath(),
        parts.brand().shares(),
        parts.priceBand().shares(),
        parts.hours().all(),
        parts.devices().counts(),
        parts.channels().counts(),
        parts.countries().counts(),
        parts.regions().counts(),
        parts.firstTouch(),
        parts.lastTouch(),
        parts.reviews(),
        value(parts.country()),
        value(parts.locale()),
        value(parts.timezone()),
        values(parts.consent()),
        traits(parts),
        traitStamps(parts));
  }

  /** As the other affinities; there are many, and few ask. */
  public Map<String, Double> categoryPathAffinity() {
    return categoryPaths.shares();
  }

  private static @Nullable String value(@Nullable Latest<String> latest) {
    return latest == null ? null : latest.value();
  }

  private static Map<String, Boolean> values(SortedMap<String, Latest<Boolean>> latest) {
    Map<String, Boolean> values = new TreeMap<>();
    latest.forEach((key, last) -> values.put(key, last.value()));
    return values;
  }

  private static Map<String, Stamp> traitStamps(ProfileState.Snapshot parts) {
    Map<String, Stamp> stamps = new LinkedHashMap<>();
    parts
        .traits()
        .forEach((key, last) -> last.value().ifPresent(value -> stamps.put(key, last.stamp())));
    return stamps;
  }

  private static Map<String, Object> traits(ProfileState.Snapshot parts) {
    Map<String, Object> traits = new LinkedHashMap<>();
    parts.traits().forEach((key, last) -> last.value().ifPresent(value -> traits.put(key, value)));
    return traits;
  }
}
