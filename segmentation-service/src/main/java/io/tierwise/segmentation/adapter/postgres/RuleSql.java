package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.rule.Rule;
import io.tierwise.segmentation.rule.Rule.AgeIs;
import io.tierwise.segmentation.rule.Rule.Did;
import io.tierwise.segmentation.rule.Rule.FlagIs;
import io.tierwise.segmentation.rule.Rule.NumberIs;
import io.tierwise.segmentation.rule.Rule.TextIn;
import io.tierwise.segmentation.rule.RuleField;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule as a condition on the tables of {@link #JOINS}, for whole tables at once. It says of every
 * customer what {@link Rule#judge} says.
 */
final class RuleSql {
  /** After what yields {@code f}, rows of {@code customer_feature}. */
  static final String JOINS =
      """
       left join tier_assignment a on a.user_id = f.user_id
       left join customer_value v on v.user_id = f.user_id
       left join customer_lifecycle l on l.user_id = f.user_id
       left join customer_propensity p on p.user_id = f.user_id and p.target = 'CHURN'
      """;

  private static final String IDS =
      "any(array(select alias_id from customer_alias where user_id = f.user_id) || f.user_id)";

  private final Instant now;
  private final StringBuilder sql = new StringBuilder();
  private final List<Object> parameters = new ArrayList<>();

  private RuleSql(Instant now) {
    this.now = now;
  }

  static RuleSql of(Rule rule, Instant now) {
    RuleSql compiled = new RuleSql(now);
    compiled.append(rule);
    return compiled;
  }

  String condition() {
    return sql.toString();
  }

  /** In the order of their places. */
  List<Object> parameters() {
    return List.copyOf(parameters);
  }

  private void append(Rule rule) {
    switch (rule) {
      case Rule.And(List<Rule> rules) -> joined(rules, " and ", "true");
      case Rule.Or(List<Rule> rules) -> joined(rules, " or ", "false");
      case Rule.Not(Rule not) -> {
        sql.append("not ");
        append(not);
      }
      case NumberIs is -> number(is);
      case AgeIs is -> age(is);
      case TextIn in -> text(in);
      case FlagIs is -> leaf("(f.preferences->'consent'->>?)::boolean = ?", is.name(), is.value());
      case Did did -> did(did);
    }
  }

  private void joined(List<Rule> rules, String word, String none) {
    sql.append('(').append(rules.isEmpty() ? none : "");
    for (int i = 0; i < rules.size(); i++) {
      sql.append(i == 0 ? "" : word);
      append(rules.get(i));
    }
    sql.append(')');
  }

  /** What is not known is false. */
  private void leaf(String condition, Object... values) {
    sql.append("coalesce(").append(condition).append(", false)");
    parameters.addAll(List.of(values));
  }

  private void number(NumberIs is) {
    String compared = " " + is.comparison().symbol() + " ?::float8";
    String name = is.name();
    if (name == null) {
      leaf(column(is.field()) + "::float8" + compared, is.bound());
    } else {
      leaf(
          "(f.preferences->'" + shares(is.field()) + "'->>?)::float8" + compared, name, is.bound());
    }
  }

  private void age(AgeIs is) {
    String compared =
        switch (is.comparison()) {
          case AT_LEAST -> " <= ?";
          case MORE -> " < ?";
          case LESS -> " > ?";
          case AT_MOST -> " >= ?";
          case EQUAL -> throw new IllegalStateException("an age is never equal to one");
        };
    leaf(
        column(is.field()) + " + ? * interval '1 microsecond'" + compared,
        is.age().toNanos() / 1000,
        Columns.timestamp(now));
  }

  private void text(TextIn in) {
    String[] values = in.values().toArray(String[]::new);
    switch (in.field()) {
      case DEVICE -> leaf("jsonb_exists_any(f.preferences->'devices', ?::text[])", (Object) values);
      case CHANNEL ->
          leaf("jsonb_exists_any(f.preferences->'channels', ?::text[])", (Object) values);
      default -> leaf(column(in.field()) + " = any(?::text[])", (Object) values);
    }
  }

  private void did(Did did) {
    @Nullable Long item = did.item();
    @Nullable Long category = did.category();
    List<Object> values = new ArrayList<>();
    String events = "d.events";
    if (item != null || category != null) {
      events =
          "(select count(distinct k) from unnest(d.keys, d.items, d.categories) as n (k, i, c)"
              + " where true"
              + (item == null ? "" : " and i = ?")
              + (category == null ? "" : " and c = ?")
              + ")";
      if (item != null) {
        values.add(item);
      }
      if (category != null) {
        values.add(category);
      }
    }
    values.add(did.event());
    Integer days = did.withinDays();
    if (days != null) {
      values.add(Did.day(now) - days);
    }
    values.add(did.atLeast());
    leaf(
        "(select sum("
            + events
            + ") from activity d where d.user_key = "
            + IDS
            + " and d.event = ?"
            + (days == null ? "" : " and d.day > date '1970-01-01' + ?")
            + ") >= ?",
        values.toArray());
  }

  private static String column(RuleField field) {
    return switch (field) {
      case TIER -> "a.tier";
      case SEGMENT -> "a.segment";
      case LIFECYCLE -> "l.stage";
      case RECENCY_SCORE -> "a.recency_score";
      case FREQUENCY_SCORE -> "a.frequency_score";
      case MONETARY_SCORE -> "a.monetary_score";
      case RECENCY_DAYS -> "f.last_order_at";
      case DAYS_SINCE_FIRST_ORDER -> "f.first_order_at";
      case TENURE_DAYS -> "f.first_seen_at";
      case INACTIVE_DAYS -> "f.last_seen_at";
      case FREQUENCY -> "f.orders";
      case MONETARY -> "f.net_revenue";
      case AVERAGE_ORDER_VALUE -> "f.average_order_value";
      case SESSIONS -> "f.sessions";
      case BROWSE_SECONDS -> "f.browse_seconds";
      case ACTIVE_DAYS -> "f.active_days";
      case CATEGORY_BREADTH -> "f.category_breadth";
      case LIFETIME_VALUE -> "v.value";
      case EXPECTED_ORDERS -> "v.orders";
      case ALIVE_PROBABILITY -> "v.alive_probability";
      case CHURN_PROBABILITY -> "p.probability";
      case CHURN_RISK -> "p.band";
      case COUNTRY -> "f.country";
      case DEVICE, CHANNEL, CATEGORY_AFFINITY, BRAND_AFFINITY, PRICE_BAND_AFFINITY, CONSENT ->
          throw new IllegalArgumentException(field + " has no column");
    };
  }

  private static String shares(RuleField field) {
    return switch (field) {
      case CATEGORY_AFFINITY -> "categoryAffinity";
      case BRAND_AFFINITY -> "brandAffinity";
      case PRICE_BAND_AFFINITY -> "priceBandAffinity";
      default -> throw new IllegalArgumentException(field + " has no names");
    };
  }
}
