package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.Member;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Names of features are bound, never spliced into the statement. */
final class MemberQuery {
  private final List<Feature> features;
  private final Instant now;
  final List<Object> arguments = new ArrayList<>();

  MemberQuery(List<Feature> features, Instant now) {
    this.features = features;
    this.now = now;
  }

  String sql(String where) {
    return "select "
        + columns()
        + " from member_profile p left join member_tier t on t.user_id = p.user_id"
        + " left join member_audience a on a.user_id = p.user_id"
        + where;
  }

  /** Of a profile p, a tier t and audiences a; call it once. */
  String columns() {
    StringBuilder sql =
        new StringBuilder(
            "p.user_id, p.identified, t.tier, t.segment, p.average_order_value,"
                + " array_to_string(p.consents, E'\\n') as consents,"
                + " array_to_string(a.audiences, E'\\n') as audiences,"
                + " (select string_agg(u.channel, E'\\n') from unsubscription u"
                + "  where u.user_id = p.user_id) as unsubscribed");
    for (int i = 0; i < features.size(); i++) {
      sql.append(", ").append(expression(features.get(i))).append(" as f").append(i);
    }
    return sql.toString();
  }

  private String expression(Feature feature) {
    String root = Feature.DAYS_SINCE.getOrDefault(feature.root(), feature.root());
    arguments.add(root);
    if (feature.kind() == Feature.Kind.LIST) {
      return "(select string_agg(entry, E'\\n')"
          + " from jsonb_array_elements_text(p.features -> ?) entry)";
    }
    if (feature.key().isEmpty()) {
      return "p.features ->> ?";
    }
    arguments.add(feature.key());
    return "p.features -> ? ->> ?";
  }

  Member member(ResultSet row) throws SQLException {
    Map<Feature, String> found = new HashMap<>();
    for (int i = 0; i < features.size(); i++) {
      String text = row.getString("f" + i);
      if (text != null) {
        found.put(features.get(i), value(features.get(i), text));
      }
    }
    BigDecimal average = row.getBigDecimal("average_order_value");
    return new Member(
        row.getString("user_id"),
        row.getBoolean("identified"),
        row.getString("tier"),
        row.getString("segment"),
        average == null ? Double.NaN : average.doubleValue(),
        lines(row.getString("consents")),
        found,
        lines(row.getString("audiences")),
        lines(row.getString("unsubscribed")));
  }

  private String value(Feature feature, String text) {
    if (!Feature.DAYS_SINCE.containsKey(feature.root())) {
      return text;
    }
    Duration since = Duration.between(Instant.parse(text), now);
    return String.valueOf(since.toSeconds() / 86_400.0);
  }

  private static Set<String> lines(@Nullable String text) {
    return text == null || text.isEmpty() ? Set.of() : Set.of(text.split("\n"));
  }
}
