package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.customer.Preferences;
import io.tierwise.segmentation.taste.TasteRun;
import io.tierwise.segmentation.taste.Tastes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What customers like, from their features and their activity. */
public final class JdbcTastes implements Tastes {
  private static final String RUN =
      "select id, created_by, created_at, seed, customers, model from taste_run";

  /** Items of customers under all of their ids. */
  private static final String ITEMS =
      """
      with c as (
        (select user_id from customer_feature order by hashtextextended(user_id, 0) limit ?)
        union select ?
      ), id as (
        select user_id, user_id as key from c
        union select a.user_id, a.alias_id from customer_alias a join c on c.user_id = a.user_id
      )
      select i.user_id, array_agg(distinct n.item) as items
      from id i join activity d on d.user_key = i.key, unnest(d.items) as n (item)
      where n.item <> 0 group by i.user_id
      """;

  private final JdbcClient jdbc;

  public JdbcTastes(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Liking> sample(int size) {
    return jdbc.sql(
            """
            select user_id, preferences from customer_feature
            where preferences->'categoryAffinity' <> '{}'::jsonb
              or preferences->'brandAffinity' <> '{}'::jsonb
              or preferences->'priceBandAffinity' <> '{}'::jsonb
            order by hashtextextended(user_id, 0) limit ?
            """)
        .param(size)
        .query((row, _) -> new Liking(row.getString("user_id"), preferences(row)))
        .list();
  }

  @Override
  public Optional<Preferences> of(String userId) {
    return jdbc.sql("select preferences from customer_feature where user_id = ?")
        .param(userId)
        .query((row, _) -> preferences(row))
        .optional();
  }

  private static Preferences preferences(ResultSet row) throws SQLException {
    return StoredJson.read(row.getString("preferences"), Preferences.class);
  }

  @Override
  public List<Items> items(String userId, int sample) {
    return jdbc.sql(ITEMS)
        .params(sample, userId)
        .query(
            (row, _) ->
                new Items(
                    row.getString("user_id"),
                    Set.copyOf(Arrays.asList((Long[]) row.getArray("items").getArray()))))
        .list();
  }

  @Override
  public TasteRun store(String by, Instant at, long seed, int customers, TasteRun.Model model) {
    return jdbc.sql(
            """
            insert into taste_run (created_by, created_at, seed, customers, model)
            values (?, ?, ?, ?, ?::jsonb)
            returning id, created_by, created_at, seed, customers, model
            """)
        .params(by, Columns.timestamp(at), seed, customers, StoredJson.write(model))
        .query(JdbcTastes::run)
        .single();
  }

  @Override
  public Optional<TasteRun> newest() {
    return jdbc.sql(RUN + " order by id desc limit 1").query(JdbcTastes::run).optional();
  }

  private static TasteRun run(ResultSet row, int number) throws SQLException {
    return new TasteRun(
        row.getObject("id", UUID.class),
        row.getString("created_by"),
        Columns.instant(row, "created_at"),
        row.getLong("seed"),
        row.getInt("customers"),
        StoredJson.read(row.getString("model"), TasteRun.Model.class));
  }
}
