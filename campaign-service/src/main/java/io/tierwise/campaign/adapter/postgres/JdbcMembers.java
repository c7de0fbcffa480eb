package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.audience.Members;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Reads members row by row; only the features that conditions ask for leave the database. */
public final class JdbcMembers implements Members {
  private static final int FETCH = 2_000;
  private final JdbcTemplate jdbc;
  private final TransactionTemplate readOnly;
  private final Clock clock;

  public JdbcMembers(DataSource dataSource, TransactionTemplate readOnly, Clock clock) {
    this.jdbc = new JdbcTemplate(dataSource);
    this.jdbc.setFetchSize(FETCH);
    this.readOnly = readOnly;
    this.clock = clock;
  }

  @Override
  public void forEach(Collection<Feature> features, Consumer<Member> visitor) {
    Query query = new Query(List.copyOf(features), clock.instant());
    // The driver streams only within a transaction.
    readOnly.executeWithoutResult(
        _ ->
            jdbc.query(
                query.sql("") + " order by p.user_id",
                row -> {
                  visitor.accept(query.member(row));
                },
                query.arguments.toArray()));
  }

  @Override
  public Optional<Member> find(String userId, Collection<Feature> features) {
    Query query = new Query(List.copyOf(features), clock.instant());
    String sql = query.sql(" where p.user_id = " + JdbcPersons.PERSON);
    query.arguments.addAll(List.of(userId, userId));
    return jdbc.query(sql, (row, _) -> query.member(row), query.arguments.toArray()).stream()
        .findFirst();
  }

  @Override
  public List<Member> findAll(Collection<String> userIds, Collection<Feature> features) {
    Query query = new Query(List.copyOf(features), clock.instant());
    String sql = query.sql(" where p.user_id = any(?)");
    query.arguments.add(userIds.stream().sorted().toArray(String[]::new));
    return jdbc.query(sql, (row, _) -> query.member(row), query.arguments.toArray());
  }

  @Override
  public double meanOrderValue() {
    Double mean =
        jdbc.queryForObject(
            "select coalesce((sum(net_revenue) / nullif(sum(orders), 0))::float8, 0)"
                + " from member_profile where orders > 0",
            Double.class);
    return mean == null ? 0 : mean;
  }

  /** Names of features are bound, never spliced into the statement. */
  private static final class Query {
    private final List<Feature> features;
    private final Instant now;
    private final List<Object> arguments = new ArrayList<>();

    Query(List<Feature> features, Instant now) {
      this.features = features;
      this.now = now;
    }

    String sql(String where) {
      StringBuilder sql =
          new StringBuilder(
              "select p.user_id, p.identified, t.tier, t.segment, p.average_order_value,"
                  + " array_to_string(p.consents, E'\\n') as consents,"
                  + " array_to_string(a.audiences, E'\\n') as audiences,"
                  + " (select string_agg(u.channel, E'\\n') from unsubscription u"
                  + "  where u.user_id = p.user_id) as unsubscribed");
      for (int i = 0; i < features.size(); i++) {
        sql.append(", ").append(expression(features.get(i))).append(" as f").append(i);
      }
      return sql.append(" from member_profile p left join member_tier t on t.user_id = p.user_id")
          .append(" left join member_audience a on a.user_id = p.user_id")
          .append(where)
          .toString();
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
}
