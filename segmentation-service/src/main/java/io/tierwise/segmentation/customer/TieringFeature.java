package io.tierwise.segmentation.customer;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** A number of a customer that tiers can be built on. */
public enum TieringFeature {
  RECENCY_DAYS("recencyDays", "days since the last order", true) {
    @Override
    public double of(Customer customer, Instant asOf) {
      Instant last = customer.lastOrderAt();
      return last == null ? Double.NaN : Customer.daysUntil(asOf, last);
    }
  },
  FREQUENCY("frequency", "orders", true) {
    @Override
    public double of(Customer customer, Instant asOf) {
      return customer.orders();
    }
  },
  MONETARY("monetary", "net revenue", true) {
    @Override
    public double of(Customer customer, Instant asOf) {
      return customer.netRevenue().doubleValue();
    }
  },
  AVERAGE_ORDER_VALUE("averageOrderValue", "average value of an order", true) {
    @Override
    public double of(Customer customer, Instant asOf) {
      BigDecimal average = customer.averageOrderValue();
      return average != null
          ? average.doubleValue()
          : customer.netRevenue().doubleValue() / customer.orders();
    }
  },
  TENURE_DAYS("tenureDays", "days since first seen", false) {
    @Override
    public double of(Customer customer, Instant asOf) {
      return Customer.daysUntil(asOf, customer.firstSeenAt());
    }
  },
  SESSIONS("sessions", "sessions", true) {
    @Override
    public double of(Customer customer, Instant asOf) {
      return customer.sessions();
    }
  },
  BROWSE_SECONDS("browseSeconds", "seconds spent browsing", true) {
    @Override
    public double of(Customer customer, Instant asOf) {
      return customer.browseSeconds();
    }
  },
  ACTIVE_DAYS("activeDays", "days with activity", true) {
    @Override
    public double of(Customer customer, Instant asOf) {
      return customer.activeDays();
    }
  },
  CATEGORY_BREADTH("categoryBreadth", "categories of interest", false) {
    @Override
    public double of(Customer customer, Instant asOf) {
      return customer.categoryBreadth();
    }
  },
  PURCHASE_PROBABILITY(
      "purchaseProbability", "probability of an order soon, by the live model", false) {
    /** Whom the model does not score is not about to buy. */
    @Override
    public double of(Customer customer, Instant asOf) {
      Double probability = customer.purchaseProbability();
      return probability == null ? 0 : probability;
    }
  };

  /** What value tiers are built on unless a run asks otherwise. */
  public static final List<TieringFeature> RFM = List.of(RECENCY_DAYS, FREQUENCY, MONETARY);

  private final String key;
  private final String meaning;
  private final boolean skewed;

  TieringFeature(String key, String meaning, boolean skewed) {
    this.key = key;
    this.meaning = meaning;
    this.skewed = skewed;
  }

  /**
   * @return the value at {@code asOf}, NaN where the customer has none
   */
  public abstract double of(Customer customer, Instant asOf);

  /** Its name in requests and answers. */
  public String key() {
    return key;
  }

  public String meaning() {
    return meaning;
  }

  /** Whether it has a long right tail and is taken on a logarithmic scale. */
  public boolean isSkewed() {
    return skewed;
  }

  public static Optional<TieringFeature> ofKey(String key) {
    return Arrays.stream(values()).filter(feature -> feature.key.equals(key)).findFirst();
  }

  public static List<String> keys() {
    return Arrays.stream(values()).map(TieringFeature::key).toList();
  }
}
