package io.tierwise.segmentation.rule;

import io.tierwise.segmentation.clv.CustomerValue;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.Preferences;
import io.tierwise.segmentation.rfm.RfmScore;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * All that rules can ask of one customer.
 *
 * @param tier null before anything is published, and for a prospect, as is the score
 * @param lifecycle key of its stage; null before it is judged
 * @param value null where no lifetime value is known
 * @param churn null where no model of it is live
 * @param activity by event, as far as a rule asks for it, under all ids of the customer
 */
public record Subject(
    Customer customer,
    Preferences preferences,
    @Nullable String tier,
    @Nullable String segment,
    @Nullable RfmScore score,
    @Nullable String lifecycle,
    @Nullable CustomerValue value,
    @Nullable Churn churn,
    Map<String, List<Day>> activity) {

  /**
   * How likely it is that the customer stays away.
   *
   * @param band LOW, MEDIUM or HIGH
   */
  public record Churn(double probability, String band) {}

  /** What was done on one day; the arrays are parallel, see {@code Deed}. */
  public record Day(int day, List<Long> keys, List<Long> items, List<Long> categories) {
    /** How many events had a product of the item and of the category, null for any. */
    int matching(@Nullable Long item, @Nullable Long category) {
      return (int)
          IntStream.range(0, keys.size())
              .filter(i -> item == null || item.equals(items.get(i)))
              .filter(i -> category == null || category.equals(categories.get(i)))
              .mapToObj(keys::get)
              .distinct()
              .count();
    }
  }

  List<Day> days(String event) {
    return activity.getOrDefault(event, List.of());
  }

  @Nullable Double number(RuleField field, @Nullable String name) {
    return switch (field) {
      case RECENCY_SCORE -> score == null ? null : (double) score.recency();
      case FREQUENCY_SCORE -> score == null ? null : (double) score.frequency();
      case MONETARY_SCORE -> score == null ? null : (double) score.monetary();
      case FREQUENCY -> (double) customer.orders();
      case MONETARY -> customer.netRevenue().doubleValue();
      case AVERAGE_ORDER_VALUE -> number(customer.averageOrderValue());
      case SESSIONS -> (double) customer.sessions();
      case BROWSE_SECONDS -> (double) customer.browseSeconds();
      case ACTIVE_DAYS -> (double) customer.activeDays();
      case CATEGORY_BREADTH -> (double) customer.categoryBreadth();
      case LIFETIME_VALUE -> value == null ? null : value.value();
      case EXPECTED_ORDERS -> value == null ? null : value.orders();
      case ALIVE_PROBABILITY -> value == null ? null : value.aliveProbability();
      case CHURN_PROBABILITY -> churn == null ? null : churn.probability();
      case CATEGORY_AFFINITY -> preferences.categoryAffinity().get(name);
      case BRAND_AFFINITY -> preferences.brandAffinity().get(name);
      case PRICE_BAND_AFFINITY -> preferences.priceBandAffinity().get(name);
      default -> throw new IllegalArgumentException(field + " is no number");
    };
  }

  private static @Nullable Double number(@Nullable BigDecimal amount) {
    return amount == null ? null : (Double) amount.doubleValue();
  }

  @Nullable Instant moment(RuleField field) {
    return switch (field) {
      case RECENCY_DAYS -> customer.lastOrderAt();
      case DAYS_SINCE_FIRST_ORDER -> customer.firstOrderAt();
      case TENURE_DAYS -> customer.firstSeenAt();
      case INACTIVE_DAYS -> customer.lastSeenAt();
      default -> throw new IllegalArgumentException(field + " is no moment");
    };
  }

  Set<String> texts(RuleField field) {
    return switch (field) {
      case TIER -> text(tier);
      case SEGMENT -> text(segment);
      case LIFECYCLE -> text(lifecycle);
      case CHURN_RISK -> text(churn == null ? null : churn.band());
      case COUNTRY -> text(preferences.country());
      case DEVICE -> Set.copyOf(preferences.devices());
      case CHANNEL -> Set.copyOf(preferences.channels());
      default -> throw new IllegalArgumentException(field + " is no text");
    };
  }

  private static Set<String> text(@Nullable String text) {
    return text == null ? Set.of() : Set.of(text);
  }

  @Nullable Boolean flag(RuleField field, String name) {
    if (field != RuleField.CONSENT) {
      throw new IllegalArgumentException(field + " is no flag");
    }
    return preferences.consent().get(name);
  }
}
