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
 * @param signals null where there is none of them
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
    Map<String, Object> traits,
    @Nullable Signals signals) {
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

  /** Without signals, as before there were any. */
  public ProfileFeatures(
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
    this(
        schema,
        userId,
        identified,
        mergedIds,
        asOf,
        firstSeenAt,
        lastSeenAt,
        eventCounts,
        orders,
        firstOrderAt,
        lastOrderAt,
        grossRevenue,
        refunds,
        netRevenue,
        averageOrderValue,
        sessions,
        browseSeconds,
        activeDays,
        categoryBreadth,
        categoryAffinity,
        brandAffinity,
        priceBandAffinity,
        hourOfWeek,
        devices,
        channels,
        country,
        locale,
        timezone,
        consent,
        traits,
        null);
  }

  /**
   * What few users have: orders given back or discounted, reviews, campaigns.
   *
   * @param ordersPlaced completed orders, whatever became of them
   * @param ordersReturned of those placed: cancelled, or given back in part or in full
   * @param ordersDiscounted of those placed: with a coupon or a discount
   * @param averageDaysBetweenOrders null below two orders
   * @param averageRating 1 to 5; null without a rating
   * @param averageSentiment -1 to 1; null where no text of a review tells
   */
  public record Signals(
      long ordersPlaced,
      long ordersReturned,
      long ordersDiscounted,
      @Nullable Double averageDaysBetweenOrders,
      long reviews,
      @Nullable Double averageRating,
      @Nullable Double averageSentiment,
      @Nullable Touch firstTouch,
      @Nullable Touch lastTouch) {}

  /**
   * A contact with a campaign.
   *
   * @param promotion true for the click on a promotion, false for a visit with utm parameters
   */
  public record Touch(
      Instant at,
      @Nullable String campaign,
      @Nullable String source,
      @Nullable String medium,
      boolean promotion) {}
}
