package io.tierwise.profile.adapter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.profile.fold.FunnelCounts;
import io.tierwise.profile.standing.Standing;
import io.tierwise.starter.web.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A profile as JSON. */
@Schema(name = "Profile")
record ProfileAnswer(
    @Schema(example = "12347") String userId,
    @Schema(description = "The id that every id of this user leads to", example = "12347")
        String canonicalId,
    boolean identified,
    @Schema(
            description = "Further ids whose history is part of this profile",
            example = "[\"anon:3f6c1a52\"]")
        List<String> mergedIds,
    Instant firstSeenAt,
    Instant lastSeenAt,
    long events,
    @Schema(example = "{\"Product Viewed\": 12, \"Order Completed\": 2}")
        Map<String, Long> eventCounts,
    @Schema(description = "Neither cancelled nor refunded in full", example = "2") long orders,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt,
    Money grossRevenue,
    Money refunds,
    @Schema(description = "Gross revenue less refunds") Money netRevenue,
    @Nullable Money averageOrderValue,
    long ordersPlaced,
    long ordersReturned,
    @Nullable Double returnRate,
    @Nullable Double refundShare,
    long ordersDiscounted,
    @Nullable Double discountShare,
    @Nullable Double averageDaysBetweenOrders,
    Rfm rfm,
    FunnelCounts funnel,
    long sessions,
    long browseSeconds,
    @Schema(description = "Days (UTC) with an event") int activeDays,
    int categoryBreadth,
    @Schema(
            description = "Share of interest, decayed by half-life",
            example = "{\"Garden\": 0.75, \"Kitchen\": 0.25}")
        Map<String, Double> categoryAffinity,
    @Schema(description = "By full category path", example = "{\"Garden > Lights\": 1.0}")
        Map<String, Double> categoryPathAffinity,
    Map<String, Double> brandAffinity,
    @Schema(example = "{\"10-25\": 0.6, \"0-10\": 0.4}") Map<String, Double> priceBandAffinity,
    @Schema(description = "168 event counts, Monday 00:00 UTC first") List<Integer> hourOfWeek,
    @Schema(example = "{\"mobile\": 31, \"desktop\": 4}") Map<String, Long> devices,
    @Schema(example = "{\"web\": 30, \"email\": 5}") Map<String, Long> channels,
    @Schema(example = "{\"GB\": 35}") Map<String, Long> countries,
    @Schema(example = "{\"GB > England\": 35}") Map<String, Long> regions,
    @Nullable TouchAnswer firstTouch,
    @Nullable TouchAnswer lastTouch,
    ReviewsAnswer reviews,
    @Schema(description = "Given by hand, or had as long as a rule holds")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable List<TagAnswer> tags,
    @Schema(description = "Published by segmentation-service; left out where nothing is")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Standing standing,
    @Nullable String country,
    @Nullable String locale,
    @Nullable String timezone,
    @Schema(example = "{\"email\": true}") Map<String, Boolean> consent,
    Map<String, Object> traits,
    @Schema(description = "The event behind each trait; left out in lists")
        @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable Map<String, TraitSourceAnswer> traitSources,
    @Schema(description = "Where explain is given") @JsonInclude(JsonInclude.Include.NON_NULL)
        @Nullable ExplanationAnswer explanation) {

  /** Raw, not scored; recency is that of now. */
  @Schema(name = "Rfm")
  record Rfm(
      @Schema(example = "12.345") @Nullable Double recencyDays,
      @Schema(example = "2") long frequency,
      Money monetary,
      Instant asOf) {}

  @Schema(name = "CampaignTouch")
  record TouchAnswer(
      @Schema(description = "visit (utm parameters) or promotion (a click)", example = "visit")
          String kind,
      @Schema(example = "spring-sale") @Nullable String campaign,
      @Schema(example = "newsletter") @Nullable String source,
      @Schema(example = "email") @Nullable String medium,
      Instant at,
      @Schema(description = "The event of the ledger", example = "m-4711") String messageId) {}

  @Schema(name = "Reviews")
  record ReviewsAnswer(
      @Schema(example = "3") long count,
      @Schema(example = "4.333") @Nullable Double averageRating,
      @Schema(example = "0.612") @Nullable Double averageSentiment) {}
}
