package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.TierLabels;
import io.tierwise.segmentation.run.UnitOfWork;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Labels as rows; they go with the customer. */
public final class JdbcTierLabels implements TierLabels {
  private final JdbcClient jdbc;
  private final UnitOfWork work;

  public JdbcTierLabels(JdbcClient jdbc, UnitOfWork work) {
    this.jdbc = jdbc;
    this.work = work;
  }

  @Override
  public Map<String, String> all() {
    Map<String, String> labels = new LinkedHashMap<>();
    jdbc.sql("select user_id, tier from tier_label order by user_id")
        .query(
            (RowCallbackHandler)
                row -> labels.put(row.getString("user_id"), row.getString("tier")));
    return labels;
  }

  @Override
  public Map<String, Long> counts() {
    Map<String, Long> counts = new LinkedHashMap<>();
    jdbc.sql("select tier, count(*) as customers from tier_label group by tier order by tier")
        .query(
            (RowCallbackHandler)
                row -> counts.put(row.getString("tier"), row.getLong("customers")));
    return counts;
  }

  @Override
  public List<String> replace(Map<String, String> tierByCustomer) {
    List<Map.Entry<String, String>> rows = List.copyOf(tierByCustomer.entrySet());
    return work.inTransaction(
        () -> {
          jdbc.sql("delete from tier_label").update();
          return jdbc.sql(
                  """
                  with labels as (select * from unnest(?::text[], ?::text[]) as l(user_id, tier)),
                  stored as (
                    insert into tier_label (user_id, tier)
                    select l.user_id, l.tier from labels l
                    join customer_feature f on f.user_id = l.user_id order by l.user_id
                    returning user_id)
                  select user_id from labels except select user_id from stored order by 1
                  """)
              .params(
                  Arrays.asList(
                      Columns.texts(rows, Map.Entry::getKey),
                      Columns.texts(rows, Map.Entry::getValue)))
              .query(String.class)
              .list();
        });
  }
}
