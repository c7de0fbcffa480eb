package io.tierwise.segmentation.rule;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What a condition can be about. */
public enum RuleField {
  TIER("tier", Kind.TEXT, true),
  SEGMENT("segment", Kind.TEXT, true),
  LIFECYCLE("lifecycle", Kind.TEXT, false),
  RECENCY_SCORE("recencyScore", Kind.NUMBER, true),
  FREQUENCY_SCORE("frequencyScore", Kind.NUMBER, true),
  MONETARY_SCORE("monetaryScore", Kind.NUMBER, true),
  RECENCY_DAYS("recencyDays", Kind.AGE, false),
  DAYS_SINCE_FIRST_ORDER("daysSinceFirstOrder", Kind.AGE, false),
  TENURE_DAYS("tenureDays", Kind.AGE, false),
  INACTIVE_DAYS("inactiveDays", Kind.AGE, false),
  FREQUENCY("frequency", Kind.NUMBER, false),
  MONETARY("monetary", Kind.NUMBER, false),
  AVERAGE_ORDER_VALUE("averageOrderValue", Kind.NUMBER, false),
  SESSIONS("sessions", Kind.NUMBER, false),
  BROWSE_SECONDS("browseSeconds", Kind.NUMBER, false),
  ACTIVE_DAYS("activeDays", Kind.NUMBER, false),
  CATEGORY_BREADTH("categoryBreadth", Kind.NUMBER, false),
  LIFETIME_VALUE("lifetimeValue", Kind.NUMBER, true),
  EXPECTED_ORDERS("expectedOrders", Kind.NUMBER, true),
  ALIVE_PROBABILITY("aliveProbability", Kind.NUMBER, true),
  CHURN_PROBABILITY("churnProbability", Kind.NUMBER, false),
  CHURN_RISK("churnRisk", Kind.TEXT, false),
  COUNTRY("country", Kind.TEXT, false),
  DEVICE("device", Kind.TEXT, false),
  CHANNEL("channel", Kind.TEXT, false),
  CATEGORY_AFFINITY("categoryAffinity", Kind.SHARE, false),
  BRAND_AFFINITY("brandAffinity", Kind.SHARE, false),
  PRICE_BAND_AFFINITY("priceBandAffinity", Kind.SHARE, false),
  CONSENT("consent", Kind.FLAG, false);

  /** What values it has. */
  public enum Kind {
    NUMBER,
    /** Days since an instant: it grows by itself. */
    AGE,
    /** One text or several. */
    TEXT,
    /** A number by name, written {@code field.name}. */
    SHARE,
    /** True or false by name, written {@code field.name}. */
    FLAG
  }

  private final String key;
  private final Kind kind;
  private final boolean scored;

  RuleField(String key, Kind kind, boolean scored) {
    this.key = key;
    this.kind = kind;
    this.scored = scored;
  }

  /** Its name in rules. */
  public String key() {
    return key;
  }

  public Kind kind() {
    return kind;
  }

  /** Whether it changes for everybody at once when a run or a fit goes live. */
  public boolean isScored() {
    return scored;
  }

  /** Whether it comes from a model of churn, which judges customers one by one. */
  public boolean isOfChurn() {
    return this == CHURN_PROBABILITY || this == CHURN_RISK;
  }

  boolean isNamed() {
    return kind == Kind.SHARE || kind == Kind.FLAG;
  }

  static Optional<RuleField> ofKey(String key) {
    return Arrays.stream(values()).filter(field -> field.key.equals(key)).findFirst();
  }

  static List<String> keys() {
    return Arrays.stream(values())
        .map(field -> field.isNamed() ? field.key + ".<name>" : field.key)
        .toList();
  }
}
