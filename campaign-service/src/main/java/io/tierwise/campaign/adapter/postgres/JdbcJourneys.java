package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.journey.Journey;
import io.tierwise.campaign.journey.JourneyDocument;
import io.tierwise.campaign.journey.JourneyStatus;
import io.tierwise.campaign.journey.Journeys;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Journeys and their versions; every change is counted, so that all instances see it. */
public final class JdbcJourneys implements Journeys {
  private static final String SELECT =
      """
      select j.id, j.status, j.version, j.revision, v.document, j.active_since, j.created_at,
             j.updated_at
      from journey j join journey_version v on v.journey_id = j.id and v.version = j.version
      """;
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public JdbcJourneys(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public Journey create(String id, JourneyDocument document, Instant now) {
    transactions.executeWithoutResult(
        _ -> {
          jdbc.sql(
                  "insert into journey (id, status, version, revision, created_at, updated_at)"
                      + " values (?, 'DRAFT', 1, 1, ?, ?)")
              .params(id, Rows.time(now), Rows.time(now))
              .update();
          insertVersion(id, 1, document, now);
        });
    return find(id).orElseThrow();
  }

  private void insertVersion(String id, int version, JourneyDocument document, Instant now) {
    jdbc.sql(
            """
            insert into journey_version (journey_id, version, document, created_at)
            values (?, ?, ?::jsonb, ?)
            on conflict (journey_id, version) do update set document = excluded.document
            """)
        .params(id, version, StoredJson.write(document), Rows.time(now))
        .update();
  }

  @Override
  public Optional<Journey> find(String id) {
    return jdbc.sql(SELECT + " where j.id = ?")
        .param(id)
        .query((row, _) -> journey(row))
        .optional();
  }

  @Override
  public List<Journey> list(@Nullable JourneyStatus status, @Nullable String after, int limit) {
    return jdbc.sql(
            SELECT
                + """
                where j.seq > coalesce((select seq from journey where id = ?), 0)
                  and (?::text is null or j.status = ?::text)
                order by j.seq limit ?
                """)
        .param(after == null ? "" : after)
        .param(status == null ? null : status.name())
        .param(status == null ? null : status.name())
        .param(limit)
        .query((row, _) -> journey(row))
        .list();
  }

  @Override
  public List<Version> versions(String id) {
    return jdbc.sql(
            "select version, document, created_at from journey_version where journey_id = ?"
                + " order by version")
        .param(id)
        .query((row, _) -> version(row))
        .list();
  }

  private static Version version(ResultSet row) throws SQLException {
    return new Version(
        row.getInt("version"),
        StoredJson.read(row.getString("document"), JourneyDocument.class),
        Rows.instant(row, "created_at"));
  }

  @Override
  public Optional<Journey> save(String id, long revision, JourneyDocument document, Instant now) {
    return changed(
        id,
        () -> {
          Optional<Integer> version =
              jdbc.sql(
                      """
                      update journey set revision = revision + 1, updated_at = ?,
                        version = version + case status when 'DRAFT' then 0 else 1 end
                      where id = ? and revision = ? and status <> 'ENDED' returning version
                      """)
                  .params(Rows.time(now), id, revision)
                  .query(Integer.class)
                  .optional();
          version.ifPresent(v -> insertVersion(id, v, document, now));
          return version.isPresent();
        });
  }

  @Override
  public Optional<Journey> move(String id, long revision, JourneyStatus status, Instant now) {
    return changed(
        id,
        () -> {
          boolean moved =
              jdbc.sql(
                          """
                          update journey set revision = revision + 1, updated_at = ?, status = ?,
                            active_since = case ? when 'ACTIVE' then coalesce(active_since, ?)
                                                  else active_since end
                          where id = ? and revision = ?
                          """)
                      .params(
                          Rows.time(now),
                          status.name(),
                          status.name(),
                          Rows.time(now),
                          id,
                          revision)
                      .update()
                  == 1;
          if (moved && status == JourneyStatus.ENDED) {
            endThoseOnTheWay(id, now);
          } else if (moved && status == JourneyStatus.ACTIVE) {
            goOnWithThoseWhoStood(id, now);
          }
          return moved;
        });
  }

  private void endThoseOnTheWay(String id, Instant now) {
    jdbc.sql(
            """
            update journey_enrolment set due_at = null, timer_at = null, ended_at = ?,
              state = case state when 'ACTIVE' then 'EXITED' else 'REFUSED' end,
              outcome = 'journey-ended'
            where journey_id = ? and state in ('WAITING', 'ACTIVE')
            """)
        .params(Rows.time(now), id)
        .update();
  }

  /** A look at a journey that is paused takes the due time away. */
  private void goOnWithThoseWhoStood(String id, Instant now) {
    jdbc.sql(
            """
            update journey_enrolment set due_at = ?
            where journey_id = ? and state in ('WAITING', 'ACTIVE') and due_at is null
            """)
        .params(Rows.time(now), id)
        .update();
  }

  @Override
  public boolean delete(String id, long revision) {
    return jdbc.sql("delete from journey where id = ? and revision = ? and status = 'DRAFT'")
            .params(id, revision)
            .update()
        == 1;
  }

  private Optional<Journey> changed(String id, java.util.function.BooleanSupplier change) {
    boolean done =
        Boolean.TRUE.equals(
            transactions.execute(
                _ -> {
                  boolean changed = change.getAsBoolean();
                  if (changed) {
                    jdbc.sql("update journey_change set n = n + 1").update();
                  }
                  return changed;
                }));
    return done ? find(id) : Optional.empty();
  }

  @Override
  public long changes() {
    return Objects.requireNonNull(
        jdbc.sql("select n from journey_change").query(Long.class).single());
  }

  @Override
  public List<Running> running() {
    List<Running> running = new ArrayList<>();
    jdbc.sql(
            "select id, status, active_since from journey where status in ('ACTIVE', 'PAUSED')"
                + " order by seq")
        .query(
            (row, _) ->
                new Running(
                    row.getString("id"),
                    JourneyStatus.valueOf(row.getString("status")),
                    Rows.instant(row, "active_since"),
                    List.of()))
        .list()
        .forEach(
            journey ->
                running.add(
                    new Running(
                        journey.id(),
                        journey.status(),
                        journey.activeSince(),
                        versions(journey.id()))));
    return running;
  }

  private static Journey journey(ResultSet row) throws SQLException {
    return new Journey(
        row.getString("id"),
        JourneyStatus.valueOf(row.getString("status")),
        row.getInt("version"),
        row.getLong("revision"),
        StoredJson.read(row.getString("document"), JourneyDocument.class),
        Rows.instantOrNull(row, "active_since"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
