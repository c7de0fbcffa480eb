package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.training.Models;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Models as bytes in the database, so that a restart serves at once; old ones lose their bytes. */
public final class JdbcModels implements Models {
  private final JdbcClient jdbc;
  private final RunJson json;

  public JdbcModels(JdbcClient jdbc, RunJson json) {
    this.jdbc = jdbc;
    this.json = json;
  }

  static String version(long number) {
    return "m" + number;
  }

  private static long number(String version) {
    if (!version.matches("m[0-9]{1,18}")) {
      throw new IllegalArgumentException("'" + version + "' is no version");
    }
    return Long.parseLong(version.substring(1));
  }

  @Override
  public List<ModelSummary> newest(@Nullable String before, int limit) {
    return jdbc.sql(
            """
            select m.number, m.trained_at, m.size, m.number = (select number from promotion order by id desc limit 1) as live,
                   r.id, r.cut, r.algorithms, r.metrics, r.facts
            from model m join training_run r on r.id = m.run_id
            where m.number < ? order by m.number desc limit ?
            """)
        .params(before == null ? Long.MAX_VALUE : number(before), limit)
        .query(
            (row, _) ->
                new ModelSummary(
                    version(row.getLong("number")),
                    row.getString("id"),
                    row.getTimestamp("trained_at").toInstant(),
                    instant(row.getTimestamp("cut")),
                    List.of((String[]) row.getArray("algorithms").getArray()),
                    json.readMetrics(row.getString("metrics")),
                    json.readFacts(row.getString("facts")),
                    row.getLong("size"),
                    row.getBoolean("live")))
        .list();
  }

  private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
    return timestamp == null ? null : timestamp.toInstant();
  }

  @Override
  public Optional<String> liveVersion() {
    return jdbc.sql("select number from promotion order by id desc limit 1")
        .query(Long.class)
        .optional()
        .map(JdbcModels::version);
  }

  @Override
  public Optional<StoredModel> live() {
    return jdbc.sql(
            """
            select number, trained_at, bytes from model
            where number = (select number from promotion order by id desc limit 1)
              and bytes is not null
            """)
        .query(
            (row, _) ->
                new StoredModel(
                    version(row.getLong("number")),
                    row.getTimestamp("trained_at").toInstant(),
                    row.getBytes("bytes")))
        .optional();
  }

  @Override
  public Optional<String> liveRecipe() {
    return jdbc.sql(
            """
            select coalesce(recipe, 'item-knn') from model
            where number = (select number from promotion order by id desc limit 1)
            """)
        .query(String.class)
        .optional();
  }

  @Override
  public boolean promote(String version, String by, Instant now) {
    return jdbc.sql(
                """
                insert into promotion (number, at, by)
                select number, ?, ? from model where number = ? and bytes is not null
                """)
            .params(Timestamp.from(now), by, number(version))
            .update()
        == 1;
  }
}
