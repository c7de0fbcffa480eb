package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.feedback.Touch;
import io.tierwise.recommend.feedback.Touches;
import io.tierwise.recommend.feedback.VariantOutcome;
import io.tierwise.statistics.Sample;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Touches, one row each, written in one statement a poll. */
public final class JdbcTouches implements Touches {
  private static final Comparator<Touch> BY_KEY =
      Comparator.comparing((Touch touch) -> touch.list().toString())
          .thenComparing(Touch::kind)
          .thenComparing(Touch::itemId);

  private static final String FIGURES =
      """
      with touch as (
          select t.*, coalesce(i.user_id, t.user_id) as person
          from list_touch t left join identity i on i.alias_id = t.user_id
          where placement = :placement and occurred_at >= :from and occurred_at < :to),
        click as (
          select t.*, array(select t.person union select alias_id from identity
                            where user_id = t.person) as ids
          from touch t where kind = 2),
        bought as (
          select distinct on (c.person, p.key) c.variant, c.strategy, c.model_version, c.person,
                 p.order_id, coalesce(p.amount, 0) as amount
          from click c cross join lateral (
            select key, order_id, amount, occurred_at from interaction
            where user_id = any(c.ids) and item_id = c.item_id and kind = 5 offset 0) p
          where p.occurred_at >= c.occurred_at
            and p.occurred_at < c.occurred_at + make_interval(secs => :window)
            and not exists (
              select from order_fact f
              where f.user_id = any(c.ids) and f.order_id = p.order_id having %s)
          order by c.person, p.key, c.occurred_at desc),
        seen as (
          select variant, strategy, model_version,
                 count(*) filter (where kind = 1) as lists,
                 count(distinct person) filter (where kind = 1) as users,
                 count(distinct list_id) filter (where kind = 2) as clicked_lists,
                 count(*) filter (where kind = 2) as clicks,
                 count(distinct person) filter (where kind = 2) as clickers
          from touch group by 1, 2, 3),
        earned as (
          select variant, strategy, model_version, count(distinct order_id) as orders,
                 count(distinct person) as buyers, sum(amount) as revenue
          from bought group by 1, 2, 3)
      select s.*, coalesce(orders, 0) as orders, coalesce(buyers, 0) as buyers,
             coalesce(revenue, 0) as revenue
      from seen s left join earned using (variant, strategy, model_version)
      order by variant, strategy, model_version
      """
          .formatted(JdbcOrders.UNDONE);

  private static final String OUTCOMES =
      """
      with touch as (
          select t.*, coalesce(i.user_id, t.user_id) as person
          from list_touch t left join identity i on i.alias_id = t.user_id
          where placement = :placement and occurred_at >= :from and occurred_at < :to),
        shown as (
          select distinct on (person) person, variant, occurred_at
          from touch where kind = 1 order by person, occurred_at, list_id),
        person as (
          select s.*, array(select s.person union select alias_id from identity
                            where user_id = s.person) as ids,
                 exists (select from touch c where c.person = s.person and c.kind = 2) as clicked
          from shown s),
        did as (
          select s.variant, s.clicked, b.lines, b.amount
          from person s cross join lateral (
            select count(*) as lines, coalesce(sum(p.amount), 0)::float8 as amount
            from interaction p
            where p.user_id = any(s.ids) and p.kind = 5 and p.occurred_at >= s.occurred_at
              and p.occurred_at < s.occurred_at + make_interval(secs => :window)
              and not exists (
                select from order_fact f
                where f.user_id = any(s.ids) and f.order_id = p.order_id having %s)) b)
      select variant, count(*) as users, count(*) filter (where clicked) as clickers,
             count(*) filter (where lines > 0) as buyers, sum(amount) as revenue,
             sum(amount * amount) as squares
      from did group by variant order by variant
      """
          .formatted(JdbcOrders.UNDONE);

  private final JdbcTemplate writing;
  private final JdbcClient jdbc;

  public JdbcTouches(JdbcTemplate writing) {
    this.writing = writing;
    this.jdbc = JdbcClient.create(writing);
  }

  @Override
  public void record(List<Touch> touches) {
    if (touches.isEmpty()) {
      return;
    }
    List<Touch> rows = touches.stream().sorted(BY_KEY).toList();
    writing.update(
        """
        insert into list_touch (placement, list_id, kind, item_id, user_id, variant, strategy,
                                model_version, occurred_at)
        select p, l, k, i, u, v, s, m, to_timestamp(t / 1000.0::float8)
        from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?) as told (p, l, k, i, u, v, s, m, t)
        on conflict do nothing
        """,
        statement -> {
          ArrayColumns.bind(statement, 1, "text", rows, row -> row.list().placement());
          ArrayColumns.bind(statement, 2, "text", rows, row -> row.list().toString());
          ArrayColumns.bind(statement, 3, "int2", rows, row -> row.kind().code());
          ArrayColumns.bind(statement, 4, "text", rows, Touch::itemId);
          ArrayColumns.bind(statement, 5, "text", rows, Touch::userId);
          ArrayColumns.bind(statement, 6, "text", rows, row -> row.list().variant());
          ArrayColumns.bind(statement, 7, "text", rows, row -> row.list().strategy());
          ArrayColumns.bind(statement, 8, "text", rows, row -> row.list().modelVersion());
          ArrayColumns.bind(statement, 9, "int8", rows, row -> row.occurredAt().toEpochMilli());
        });
  }

  @Override
  public Map<String, List<VariantClicks>> clicksByVariant(Instant since) {
    Map<String, List<VariantClicks>> clicks = new HashMap<>();
    jdbc.sql(
            """
            select t.placement, t.variant, count(*) filter (where kind = 1) as lists,
                   count(distinct list_id) filter (where kind = 2) as clicked
            from placement p join list_touch t on t.placement = p.name
            where t.occurred_at >= ? and p.definition ->> 'selection' = 'THOMPSON'
            group by 1, 2
            """)
        .param(Timestamp.from(since))
        .query(
            row -> {
              clicks
                  .computeIfAbsent(row.getString("placement"), _ -> new ArrayList<>())
                  .add(
                      new VariantClicks(
                          row.getString("variant"), row.getLong("lists"), row.getLong("clicked")));
            });
    return clicks;
  }

  @Override
  public List<Figures> figures(String placement, Instant from, Instant to) {
    return jdbc.sql(FIGURES)
        .param("placement", placement)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("window", (double) WINDOW.toSeconds())
        .query(
            (row, _) ->
                new Figures(
                    row.getString("variant"),
                    row.getString("strategy"),
                    row.getString("model_version"),
                    row.getLong("lists"),
                    row.getLong("users"),
                    row.getLong("clicked_lists"),
                    row.getLong("clicks"),
                    row.getLong("clickers"),
                    row.getLong("orders"),
                    row.getLong("buyers"),
                    row.getBigDecimal("revenue")))
        .list();
  }

  @Override
  public List<VariantOutcome> outcomes(String placement, Instant from, Instant to) {
    return jdbc.sql(OUTCOMES)
        .param("placement", placement)
        .param("from", Timestamp.from(from))
        .param("to", Timestamp.from(to))
        .param("window", (double) WINDOW.toSeconds())
        .query(
            (row, _) ->
                new VariantOutcome(
                    row.getString("variant"),
                    row.getLong("users"),
                    row.getLong("clickers"),
                    row.getLong("buyers"),
                    Sample.of(
                        row.getLong("users"), row.getDouble("revenue"), row.getDouble("squares"))))
        .list();
  }
}
