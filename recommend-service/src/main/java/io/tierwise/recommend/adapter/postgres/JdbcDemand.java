package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.serving.DemandRecord;
import io.tierwise.recommend.serving.LiveDemand;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/** Sums up the decayed demand of every item in one statement, for a start with warm trends. */
public final class JdbcDemand implements DemandRecord {
  /** Below it a double would underflow, which PostgreSQL calls an error. */
  private static final double MIN_EXPONENT = -600;

  private static final String SUMS =
      """
      with latest as (select max(extract(epoch from occurred_at)::bigint) as at from interaction),
        deed as (
          select x.item_id, l.at, l.at - extract(epoch from x.occurred_at)::bigint as age,
                 (case x.kind %s end)::float8 as weight
          from interaction x cross join latest l)
      select item_id, at,
             sum(weight * exp(greatest(?, -age / ?))),
             sum(weight * exp(greatest(?, -age / ?))),
             sum(weight * exp(greatest(?, -age / ?)))
      from deed group by item_id, at
      """;

  private final JdbcTemplate jdbc;
  private final StrengthWeights weights;
  private final LiveDemand.HalfLives halfLives;

  public JdbcDemand(JdbcTemplate jdbc, StrengthWeights weights, LiveDemand.HalfLives halfLives) {
    this.jdbc = jdbc;
    this.weights = weights;
    this.halfLives = halfLives;
  }

  @Override
  public void read(Reader reader) {
    double[] lives = {
      halfLives.trendingShort().toSeconds() / Math.log(2),
      halfLives.trendingLong().toSeconds() / Math.log(2),
      halfLives.popularity().toSeconds() / Math.log(2)
    };
    jdbc.query(
        SUMS.formatted(weightByKind(weights)),
        statement -> {
          for (int i = 0; i < lives.length; i++) {
            statement.setDouble(2 * i + 1, MIN_EXPONENT);
            statement.setDouble(2 * i + 2, lives[i]);
          }
        },
        row -> {
          reader.accept(
              row.getString(1),
              row.getLong(2),
              row.getDouble(3),
              row.getDouble(4),
              row.getDouble(5));
        });
  }

  static String weightByKind(StrengthWeights weights) {
    return Arrays.stream(InteractionKind.values())
        .map(
            kind ->
                kind == InteractionKind.RATING
                    ? "when %d then greatest(0, x.rating - %s)"
                        .formatted((int) kind.code(), weights.ratingNeutral())
                    : "when %d then %s".formatted((int) kind.code(), weights.of(kind, 0)))
        .collect(Collectors.joining(" "));
  }
}
