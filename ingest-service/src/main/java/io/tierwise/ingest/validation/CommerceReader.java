package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import io.tierwise.contracts.ingest.EventNames;
import java.math.BigDecimal;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The payloads of the e-commerce events, version 2 of the Segment spec, in its snake_case or in
 * camelCase. What is mapped leaves the properties. Events of other names are not looked into.
 */
final class CommerceReader {
  private static final Set<String> ABOUT_A_PRODUCT =
      Set.of(
          EventNames.PRODUCT_CLICKED,
          EventNames.PRODUCT_VIEWED,
          EventNames.PRODUCT_ADDED,
          EventNames.PRODUCT_REMOVED,
          EventNames.PRODUCT_ADDED_TO_WISHLIST,
          EventNames.PRODUCT_REVIEWED,
          EventNames.PRODUCT_SHARED);
  private static final Set<String> ABOUT_AN_ORDER =
      Set.of(
          EventNames.ORDER_COMPLETED,
          EventNames.ORDER_UPDATED,
          EventNames.ORDER_REFUNDED,
          EventNames.ORDER_CANCELLED);
  private static final int MAX_QUERY = 1_000;
  private static final int MAX_REVIEW = 20_000;
  private static final BigDecimal LOWEST_RATING = BigDecimal.ONE;
  private static final BigDecimal HIGHEST_RATING = BigDecimal.valueOf(5);

  private final ExchangeRates rates;

  CommerceReader(ExchangeRates rates) {
    this.rates = rates;
  }

  Commerce read(@Nullable String event, Fields properties) {
    if (event == null || !EventNames.ALL.contains(event)) {
      return Commerce.NONE;
    }
    ExchangeRates.Rate rate = rates.take(properties, rates.ofBase());
    ProductReader products = new ProductReader(rates, rate);
    List<EventProduct> lines = products.lines(properties);
    if (ABOUT_A_PRODUCT.contains(event) && (lines.isEmpty() || ProductReader.isOne(properties))) {
      lines = products.withFirst(properties, lines);
    }
    boolean order = ABOUT_AN_ORDER.contains(event);
    boolean checkout = event.equals(EventNames.CHECKOUT_STARTED) && OrderReader.isOne(properties);
    return new Commerce(
        lines,
        order || checkout ? new OrderReader(rate).read(event, properties, lines) : null,
        event.equals(EventNames.PRODUCTS_SEARCHED) ? properties.text("query", MAX_QUERY) : null,
        event.equals(EventNames.PRODUCT_REVIEWED) ? review(properties) : null,
        event.equals(EventNames.PROMOTION_VIEWED) || event.equals(EventNames.PROMOTION_CLICKED)
            ? promotion(properties)
            : null);
  }

  private static EventReview review(Fields properties) {
    BigDecimal rating = properties.decimal("rating");
    if (rating != null
        && (rating.compareTo(LOWEST_RATING) < 0 || rating.compareTo(HIGHEST_RATING) > 0)) {
      properties.reject(
          "rating",
          ReasonCode.OUT_OF_RANGE,
          Quoted.plain(rating.toString(), 40) + " is not between 1 and 5");
    }
    return new EventReview(
        properties.id(properties.nameOf("review_id", "reviewId")),
        rating == null ? null : rating.doubleValue(),
        properties.text(
            properties.nameOf("review_body", "reviewBody", "body", "review"), MAX_REVIEW));
  }

  private static EventPromotion promotion(Fields properties) {
    return new EventPromotion(
        properties.id(properties.nameOf("promotion_id", "promotionId")),
        properties.id(properties.nameOf("campaign_id", "campaignId")),
        properties.id(properties.nameOf("offer_id", "offerId")),
        properties.id("creative"),
        properties.id(properties.nameOf("placement", "position")),
        properties.id(properties.nameOf("decision_id", "decisionId")));
  }
}
