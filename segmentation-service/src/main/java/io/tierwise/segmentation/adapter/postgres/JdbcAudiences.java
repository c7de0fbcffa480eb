package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.audience.Audience;
import io.tierwise.segmentation.audience.Audiences;
import io.tierwise.segmentation.rule.Rule;
import io.tierwise.segmentation.rule.RuleField;
import io.tierwise.segmentation.rule.RuleReader;
import io.tierwise.segmentation.run.UnitOfWork;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Audiences as rows, their rules as they were given. */
public final class JdbcAudiences implements Audiences {
  private static final String SELECT =
      """
      select id, name, description, rule, created_by, created_at, changed_at, position, built_at,
        removing
      from audience
      """;

  /** What scores are live now; another text means others. */
  private static final String BASIS =
      """
      concat_ws(' ', (select concat(id, ' ', published_at) from segmentation_run
        where state = 'PUBLISHED'), (select id from clv_fit where state = 'LIVE'))
      """;

  private final JdbcClient jdbc;
  private final UnitOfWork work;

  public JdbcAudiences(JdbcClient jdbc, UnitOfWork work) {
    this.jdbc = jdbc;
    this.work = work;
  }

  /**
   * Waits for those who found no rule that what they store could matter to: the pass over all
   * customers is to see it.
   */
  @Override
  public boolean put(Definition definition) {
    return work.inTransaction(
        () -> {
          jdbc.sql("lock table touched in share mode").update();
          return store(definition);
        });
  }

  private boolean store(Definition definition) {
    Object at = Columns.timestamp(definition.at());
    return jdbc.sql(
                "insert into audience (name, description, rule, behavioural, scored, churn, created_by,"
                    + " created_at, changed_at, position, basis)"
                    + " select ?, ?, ?::jsonb, ?, ?, ?, ?, ?, ?, '', "
                    + BASIS
                    + """
                     where (select count(*) from audience where name <> ?) < ?
                    on conflict (name) do update set description = excluded.description,
                      rule = excluded.rule, behavioural = excluded.behavioural,
                      scored = excluded.scored, churn = excluded.churn,
                      changed_at = excluded.changed_at,
                      position = case when audience.rule = excluded.rule then audience.position
                        else '' end
                      where not audience.removing
                    """)
            .params(
                Arrays.asList(
                    definition.name(),
                    definition.description(),
                    StoredJson.write(definition.tree()),
                    !definition.rule().deeds().isEmpty(),
                    definition.rule().isAbout(RuleField::isScored),
                    definition.rule().isAbout(RuleField::isOfChurn),
                    definition.by(),
                    at,
                    at,
                    definition.name(),
                    MOST))
            .update()
        == 1;
  }

  @Override
  public Optional<Audience> find(String name) {
    return jdbc.sql(SELECT + " where name = ?")
        .param(name)
        .query(JdbcAudiences::audience)
        .optional();
  }

  @Override
  public List<Audience> all() {
    return jdbc.sql(SELECT + " order by name").query(JdbcAudiences::audience).list();
  }

  @Override
  public boolean remove(String name) {
    return jdbc.sql("update audience set removing = true where name = ?").param(name).update() == 1;
  }

  @Override
  public void followScores() {
    jdbc.sql(
            "update audience set position = '', basis = b.basis from (select "
                + BASIS
                + " as basis) b where scored and audience.basis <> b.basis")
        .update();
  }

  @Override
  public void reached(Audience audience, @Nullable String position, Instant at) {
    jdbc.sql(
            """
            update audience set position = ?::text, built_at = case when ?::text is null
              then ?::timestamptz else built_at end
            where id = ? and rule = ?::jsonb
            """)
        .params(
            Arrays.asList(
                position,
                position,
                Columns.timestamp(at),
                audience.id(),
                StoredJson.write(audience.tree())))
        .update();
  }

  @Override
  public void gone(long id) {
    jdbc.sql("delete from audience where id = ?").param(id).update();
  }

  private static Audience audience(ResultSet row, int number) throws SQLException {
    Object tree = StoredJson.read(row.getString("rule"), Object.class);
    return new Audience(
        row.getLong("id"),
        row.getString("name"),
        row.getString("description"),
        tree,
        rule(tree),
        row.getString("created_by"),
        Columns.instant(row, "created_at"),
        Columns.instant(row, "changed_at"),
        row.getString("position"),
        Columns.nullableInstant(row, "built_at"),
        row.getBoolean("removing"));
  }

  /** A rule that was valid once may look back further than activity is kept now. */
  private static Rule rule(Object tree) {
    return switch (RuleReader.read(tree, "", Integer.MAX_VALUE)) {
      case RuleReader.Result.Read(Rule rule) -> rule;
      case RuleReader.Result.Wrong(var problems) ->
          throw new IllegalStateException("a stored rule is unreadable: " + problems);
    };
  }
}
