package io.tierwise.contracts.profile;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * All that other services know of a user: the state of the profile, never a change to it. A message
 * without value means that the user is gone: erased, or merged into another.
 *
 * @param userId the user key
 * @param identified false for a visitor without user id
 * @param mergedIds other keys whose history is part of this profile
 * @param eventCounts by track event name, or by type in lower case for the others
 * @param orders not cancelled and not fully refunded
 * @param grossRevenue of completed orders that were not cancelled
 * @param refunds given back, a positive amount
 * @param netRevenue gross revenue less refunds
 * @param sessions by the client's session id, else by gaps of 30 minutes
 * @param activeDays days (UTC) with at least one event
 * @param categoryAffinity share of interest by top category, decayed by half-life; sums to 1
 * @param brandAffinity as above, by brand
 * @param priceBandAffinity as above, by price band
 * @param hourOfWeek 168 event counts, Monday 00:00 UTC first
 */
public record ProfileFeatures(
    String schema,
    String userId,
    boolean identified,
    List<String> mergedIds,
    Instant asOf,
    Instant firstSeenAt,
    Instant lastSeenAt,
    Map<String, Long> eventCounts,
    long orders,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt,
    BigDecimal grossRevenue,
    BigDecimal refunds,
    BigDecimal netRevenue,
    @Nullable BigDecimal averageOrderValue,
    long sessions,
    long browseSeconds,
    int activeDays,
    int categoryBreadth,
    Map<String, Double> categoryAffinity,
    Map<String, Double> brandAffinity,
    Map<String, Double> priceBandAffinity,
    List<Integer> hourOfWeek,
    List<String> devices,
    List<String> channels,
    @Nullable String country,
    @Nullable String locale,
    @Nullable String timezone,
    Map<String, Boolean> consent,
    Map<String, Object> traits) {
  public static final String SCHEMA = "profile-features/1";

  public ProfileFeatures {
    Objects.requireNonNull(userId, "userId");
    mergedIds = mergedIds == null ? List.of() : List.copyOf(mergedIds);
    eventCounts = eventCounts == null ? Map.of() : eventCounts;
    categoryAffinity = categoryAffinity == null ? Map.of() : categoryAffinity;
    brandAffinity = brandAffinity == null ? Map.of() : brandAffinity;
    priceBandAffinity = priceBandAffinity == null ? Map.of() : priceBandAffinity;
    hourOfWeek = hourOfWeek == null ? List.of() : List.copyOf(hourOfWeek);
    devices = devices == null ? List.of() : List.copyOf(devices);
    channels = channels == null ? List.of() : List.copyOf(channels);
    consent = consent == null ? Map.of() : consent;
    traits = traits == null ? Map.of() : traits;
  }
}
