package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.audience.AudienceSizes;
import io.tierwise.segmentation.rule.Rule;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Rules as one statement over all customers, or over those that come first when shuffled. */
public final class JdbcAudienceSizes implements AudienceSizes {
  private final JdbcClient jdbc;

  public JdbcAudienceSizes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Sample sample(Rule rule, int size, Instant now) {
    RuleSql compiled = RuleSql.of(rule, now);
    List<Object> parameters = new ArrayList<>(compiled.parameters());
    parameters.add(size);
    return jdbc.sql(
            "select count(*) filter (where "
                + compiled.condition()
                + ") as holding, count(*) as sampled,"
                + " (select count(*) from customer_feature) as customers"
                + " from (select * from customer_feature"
                + " order by hashtextextended(user_id, 0) limit ?) f"
                + RuleSql.JOINS)
        .params(parameters)
        .query(
            (row, _) ->
                new Sample(
                    row.getLong("customers"), row.getLong("sampled"), row.getLong("holding")))
        .single();
  }

  @Override
  public List<String> customers(Rule rule, @Nullable String after, int limit, Instant now) {
    RuleSql compiled = RuleSql.of(rule, now);
    List<Object> parameters = new ArrayList<>(compiled.parameters());
    parameters.add(after == null ? "" : after);
    parameters.add(limit);
    return jdbc.sql(
            "select f.user_id from customer_feature f"
                + RuleSql.JOINS
                + " where "
                + compiled.condition()
                + " and f.user_id > ? order by f.user_id limit ?")
        .params(parameters)
        .query(String.class)
        .list();
  }
}
