package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.evaluation.Tiers;
import io.tierwise.recommend.interaction.HistoriesUnavailable;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.Interactions;
import io.tierwise.recommend.interaction.UserHistory;
import io.tierwise.starter.trouble.TroubleLog;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;

/** Interactions, one row each, written in one statement a poll. */
public final class JdbcInteractions implements Interactions {
  private final TroubleLog trouble =
      new TroubleLog(LoggerFactory.getLogger(JdbcInteractions.class), "reading of histories");

  /**
   * What is new goes to the demand of items as well, see {@link JdbcDemand}; who did something,
   * also when it is told again, to the other instances.
   */
  private static final String RECORD =
      """
      with fresh as (
          insert into interaction (user_id, key, item_id, kind, occurred_at, rating, order_id,
                                   amount)
          select u, k, i, c, to_timestamp(t / 1000.0::float8), r, o, a
          from unnest(?, ?, ?, ?, ?, ?, ?, ?) as deed (u, k, i, c, t, r, o, a)
          on conflict do nothing
          returning key, item_id, kind, extract(epoch from occurred_at)::bigint as second, rating),
        news as (
          insert into demand_news (item_ids, kinds, seconds, ratings)
          select array_agg(item_id), array_agg(kind), array_agg(second), array_agg(rating)
          from fresh having count(*) > 0),
        told as (%s)
      select key from fresh
      """
          .formatted(JdbcHistoryNews.TELL);

  /**
   * Up to the id that the person goes by now, down to all ids, and their rows. "offset 0" keeps the
   * planner from scanning the whole table for a handful of users.
   */
  private static final String HISTORIES =
      """
      with root (asked, id) as (
          select a collate "C", coalesce(i.user_id, a collate "C")
          from unnest(?) as a left join identity i on i.alias_id = a),
        down (asked, root, id) as (
          select asked, id, id from root
          union all
          select r.asked, r.id, i.alias_id from root r join identity i on i.user_id = r.id),
        undone (asked, order_id, refunded) as (
          select d.asked, f.order_id, bool_or(f.kind = 2)
          from down d cross join lateral (
            select * from order_fact where user_id = d.id offset 0) f
          group by d.asked, f.order_id having %s)
      select d.asked, d.root, x.item_id, x.kind, x.second, x.rating, x.key,
             t.user_id is not null as tiered, t.tier
      from down d
        left join lateral (select * from user_tier where user_id = d.root offset 0) t on true
        left join lateral (
        select item_id, case when u.refunded then 7 else kind end as kind,
               extract(epoch from occurred_at)::bigint as second, rating, key
        from interaction i left join undone u on u.asked = d.asked and u.order_id = i.order_id
        where user_id = d.id and u.refunded is distinct from false
        offset 0) x on true
      """
          .formatted(JdbcOrders.UNDONE);

  private static final Comparator<Interaction> BY_KEY =
      Comparator.comparing(Interaction::userId).thenComparingLong(Interaction::key);

  private final JdbcTemplate writing;
  private final JdbcTemplate reading;
  private final JdbcHistoryNews news;
  private final ToIntFunction<String> itemNumbers;
  private final int maxBrowsed;

  /**
   * @param reading with a short timeout: a request waits for it
   */
  public JdbcInteractions(
      JdbcTemplate writing,
      JdbcTemplate reading,
      JdbcHistoryNews news,
      ToIntFunction<String> itemNumbers,
      int maxBrowsed) {
    this.writing = writing;
    this.reading = reading;
    this.news = news;
    this.itemNumbers = itemNumbers;
    this.maxBrowsed = maxBrowsed;
  }

  @Override
  public Set<Long> record(List<Interaction> told) {
    // In the order of the primary key: neighbours go to the same page of the index.
    List<Interaction> deeds = told.stream().sorted(BY_KEY).toList();
    Set<Long> fresh = new HashSet<>(deeds.size() * 2);
    writing.query(
        RECORD,
        statement -> {
          ArrayColumns.bind(statement, 1, "text", deeds, Interaction::userId);
          ArrayColumns.bind(statement, 2, "int8", deeds, Interaction::key);
          ArrayColumns.bind(statement, 3, "text", deeds, Interaction::itemId);
          ArrayColumns.bind(statement, 4, "int2", deeds, deed -> (short) deed.kind().code());
          ArrayColumns.bind(statement, 5, "int8", deeds, deed -> deed.occurredAt().toEpochMilli());
          ArrayColumns.bind(statement, 6, "float4", deeds, deed -> (float) deed.rating());
          ArrayColumns.bind(statement, 7, "text", deeds, Interaction::orderId);
          ArrayColumns.bind(statement, 8, "numeric", deeds, Interaction::amount);
          news.bind(statement, 9, deeds, Interaction::userId);
        },
        row -> {
          fresh.add(row.getLong(1));
        });
    return fresh;
  }

  @Override
  public Map<String, KnownHistory> histories(Collection<String> userIds) {
    Map<String, String> roots = new HashMap<>();
    Map<String, String> segments = new HashMap<>();
    Map<String, UserHistory.Builder> builders = new HashMap<>();
    try {
      reading.query(
          HISTORIES,
          statement -> ArrayColumns.bind(statement, 1, "text", List.copyOf(userIds), id -> id),
          row -> {
            String asked = row.getString(1);
            roots.put(asked, row.getString(2));
            if (row.getBoolean(8)) {
              segments.put(asked, Tiers.segment(row.getString(9)));
            }
            if (row.getString(3) != null) {
              add(builders.computeIfAbsent(asked, _ -> new UserHistory.Builder()), row);
            }
          });
    } catch (DataAccessException e) {
      trouble.failed(e);
      throw new HistoriesUnavailable(e);
    }
    trouble.succeeded();
    Map<String, KnownHistory> histories = new HashMap<>();
    roots.forEach(
        (asked, root) -> {
          UserHistory.Builder builder = builders.get(asked);
          UserHistory deeds = builder == null ? UserHistory.EMPTY : builder.build(maxBrowsed);
          String segment = segments.get(asked);
          histories.put(asked, new KnownHistory(root, segment == null ? deeds : deeds.in(segment)));
        });
    return histories;
  }

  private void add(UserHistory.Builder builder, ResultSet row) throws SQLException {
    builder.add(
        itemNumbers.applyAsInt(row.getString(3)),
        row.getByte(4),
        row.getLong(5),
        row.getFloat(6),
        row.getLong(7));
  }
}
