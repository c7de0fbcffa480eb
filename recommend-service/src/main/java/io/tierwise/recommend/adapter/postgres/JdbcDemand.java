package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.serving.DemandRecord;
import io.tierwise.recommend.serving.LiveDemand;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The decayed demand of every item, one row each, for a start with warm trends. Polls leave their
 * news beside it ({@link JdbcInteractions}), which are added from time to time. All interactions
 * are counted only where the weights or half-lives are others than before.
 */
public final class JdbcDemand implements DemandRecord {
  private static final long LOCK = 0x74775f64656d616eL;
  private static final Duration LONGEST = Duration.ofHours(1);

  private static final String NEWS =
      """
      with news as (delete from demand_news returning *),
        deed as (
          select item_id, second, max(second) over (partition by item_id) as newest,
                 (case kind %s end)::float8 as weight
          from news, unnest(item_ids, kinds, seconds, ratings) as x (item_id, kind, second, rating))
      insert into item_demand as old (item_id, as_of, lately, longer, overall)
      select item_id, newest, %s, %s, %s from deed group by item_id, newest
      on conflict (item_id) do update
        set as_of = greatest(old.as_of, excluded.as_of), lately = %s, longer = %s, overall = %s
      """;

  /** One statement, so that the news are those of the interactions that it counts. */
  private static final String ALL =
      """
      with counted as (delete from demand_news),
        latest as (select max(extract(epoch from occurred_at)::bigint) as newest from interaction),
        deed as (
          select item_id, newest, extract(epoch from occurred_at)::bigint as second,
                 (case kind %s end)::float8 as weight
          from interaction cross join latest)
      insert into item_demand (item_id, as_of, lately, longer, overall)
      select item_id, newest, %s, %s, %s from deed group by item_id, newest
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final String recipe;
  private final String addNews;
  private final String countAll;

  public JdbcDemand(
      JdbcTemplate jdbc,
      TransactionTemplate transaction,
      StrengthWeights weights,
      LiveDemand.HalfLives halfLives) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    String kinds = weightByKind(weights);
    this.recipe = kinds + ", " + halfLives;
    List<Duration> lives =
        List.of(halfLives.trendingShort(), halfLives.trendingLong(), halfLives.popularity());
    List<String> columns = List.of("lately", "longer", "overall");
    String[] sums = new String[lives.size()];
    String[] merged = new String[lives.size()];
    for (int i = 0; i < sums.length; i++) {
      String life = "" + lives.get(i).toSeconds() / Math.log(2);
      sums[i] = "sum(decayed(weight, newest - second, %s))".formatted(life);
      merged[i] =
          """
          decayed(old.%1$s, excluded.as_of - least(old.as_of, excluded.as_of), %2$s)
            + decayed(excluded.%1$s, old.as_of - least(old.as_of, excluded.as_of), %2$s)"""
              .formatted(columns.get(i), life);
    }
    this.addNews =
        NEWS.formatted(kinds, sums[0], sums[1], sums[2], merged[0], merged[1], merged[2]);
    this.countAll = ALL.formatted(kinds, sums[0], sums[1], sums[2]);
  }

  @Override
  public void read(Reader reader) {
    transaction.executeWithoutResult(
        _ -> {
          lock();
          if (isCounted()) {
            jdbc.update(addNews);
          } else {
            countAll();
          }
          jdbc.query(
              "select item_id, as_of, lately, longer, overall from item_demand",
              row -> {
                reader.accept(
                    row.getString(1),
                    row.getLong(2),
                    row.getDouble(3),
                    row.getDouble(4),
                    row.getDouble(5));
              });
        });
  }

  private void countAll() {
    jdbc.update("delete from item_demand");
    jdbc.execute((Connection connection) -> patiently(connection, countAll));
    jdbc.update("delete from demand_recipe");
    jdbc.update("insert into demand_recipe values (?)", recipe);
  }

  /** All interactions may take longer than what else is asked of the database. */
  private static boolean patiently(Connection connection, String sql) throws SQLException {
    int usual = connection.getNetworkTimeout();
    connection.setNetworkTimeout(Runnable::run, (int) LONGEST.toMillis());
    try (Statement statement = connection.createStatement()) {
      return statement.execute(sql);
    } finally {
      connection.setNetworkTimeout(Runnable::run, usual);
    }
  }

  /** Adds the news to the items, so that they do not pile up; of another recipe's it keeps off. */
  public void addNews() {
    transaction.executeWithoutResult(
        _ -> {
          lock();
          if (isCounted()) {
            jdbc.update(addNews);
          }
        });
  }

  /** One at a time. */
  private void lock() {
    jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
  }

  private boolean isCounted() {
    return jdbc.queryForList("select recipe from demand_recipe", String.class)
        .equals(List.of(recipe));
  }

  static String weightByKind(StrengthWeights weights) {
    return Arrays.stream(InteractionKind.values())
        .map(
            kind ->
                kind == InteractionKind.RATING
                    ? "when %d then greatest(0, rating - %s)"
                        .formatted((int) kind.code(), weights.ratingNeutral())
                    : "when %d then %s"
                        .formatted((int) kind.code(), Math.max(0, weights.of(kind, 0))))
        .collect(Collectors.joining(" "));
  }
}
