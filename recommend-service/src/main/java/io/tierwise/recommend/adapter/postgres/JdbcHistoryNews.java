package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.interaction.HistoryNews;
import java.sql.Array;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * News of histories as rows, written in the statement that stores what they tell of. A mark is a
 * snapshot of PostgreSQL: transactions are seen in the order in which they end, not in which they
 * began, and the snapshot knows which had ended.
 */
public final class JdbcHistoryNews implements HistoryNews {
  /** To be filled by {@link #bind}. */
  static final String TELL = "insert into history_news (teller, user_ids) values (?, ?)";

  /** Several times as many as are held. */
  private static final int MOST = 100_000;

  /** One statement, so that the mark is that of the rows. */
  private static final String SINCE =
      """
      with news as materialized (
          select user_ids from history_news, cast(? as pg_snapshot) as mark
          where told_in >= pg_snapshot_xmin(mark) and not pg_visible_in_snapshot(told_in, mark)
            and teller <> ?),
        size as (select coalesce(sum(cardinality(user_ids)), 0) > ? as countless from news),
        told as (
          select distinct u as id from news, size, unnest(user_ids) as u where not countless)
      select pg_current_snapshot()::text, countless,
             array(
               select id from told
               union
               select i.user_id from told cross join lateral (
                 select user_id from identity where alias_id = told.id offset 0) i)
      from size
      """;

  /** Whatever its mark: the numbers of transactions begin anew in a restored database. */
  private static final String REMOVE =
      """
      delete from history_news n using (
        select ctid from history_news, cast(? as pg_snapshot) as mark
        where pg_visible_in_snapshot(told_in, mark) or told_at < now() - interval '1 hour'
        for update of history_news skip locked) old
      where n.ctid = old.ctid
      """;

  private final JdbcTemplate jdbc;
  private final UUID teller;

  /**
   * @param teller of what this instance stores, and therefore needs no news of
   */
  public JdbcHistoryNews(JdbcTemplate jdbc, UUID teller) {
    this.jdbc = jdbc;
    this.teller = teller;
  }

  /** Two parameters: who tells, and of whom. */
  <T> void bind(PreparedStatement statement, int parameter, List<T> rows, Function<T, String> user)
      throws SQLException {
    statement.setObject(parameter, teller);
    List<String> users = rows.stream().map(user).distinct().toList();
    ArrayColumns.bind(statement, parameter + 1, "text", users, id -> id);
  }

  @Override
  public News since(@Nullable String mark) {
    List<News> news =
        jdbc.query(
            SINCE,
            (row, _) -> {
              Array ids = row.getArray(3);
              return new News(
                  row.getString(1), row.getBoolean(2), Set.of((String[]) ids.getArray()));
            },
            mark,
            teller,
            MOST);
    return news.getFirst();
  }

  @Override
  public void removeUpTo(String mark) {
    jdbc.update(REMOVE, mark);
  }
}
