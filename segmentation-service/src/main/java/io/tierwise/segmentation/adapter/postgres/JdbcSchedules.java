package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.run.RunParameters;
import io.tierwise.segmentation.schedule.Schedule;
import io.tierwise.segmentation.schedule.Schedule.Job;
import io.tierwise.segmentation.schedule.Schedules;
import io.tierwise.segmentation.value.ClvParameters;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Schedules as rows. */
public final class JdbcSchedules implements Schedules {
  private static final String RUN = "RUN";
  private static final String FIT = "CLV_FIT";
  private static final String SELECT =
      """
      select name, cron, zone, kind, parameters, created_by, updated_at, next_at, last_at, last_job,
        last_error
      from schedule
      """;

  private final JdbcClient jdbc;

  public JdbcSchedules(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void put(Schedule schedule) {
    boolean run = schedule.job() instanceof Job.Run;
    Object parameters =
        switch (schedule.job()) {
          case Job.Run(RunParameters asked) -> asked;
          case Job.Fit(ClvParameters asked) -> asked;
        };
    jdbc.sql(
            """
            insert into schedule (name, cron, zone, kind, parameters, created_by, updated_at,
              next_at)
            values (?, ?, ?, ?, ?::jsonb, ?, ?, ?)
            on conflict (name) do update set cron = excluded.cron, zone = excluded.zone,
              kind = excluded.kind, parameters = excluded.parameters,
              created_by = excluded.created_by, updated_at = excluded.updated_at,
              next_at = excluded.next_at
            """)
        .params(
            Arrays.asList(
                schedule.name(),
                schedule.cron(),
                schedule.zone().getId(),
                run ? RUN : FIT,
                StoredJson.write(parameters),
                schedule.createdBy(),
                Columns.timestamp(schedule.updatedAt()),
                timestamp(schedule.nextAt())))
        .update();
  }

  @Override
  public Optional<Schedule> find(String name) {
    return jdbc.sql(SELECT + " where name = ?")
        .param(name)
        .query(JdbcSchedules::schedule)
        .optional();
  }

  @Override
  public List<Schedule> list() {
    return jdbc.sql(SELECT + " order by name").query(JdbcSchedules::schedule).list();
  }

  @Override
  public boolean delete(String name) {
    return jdbc.sql("delete from schedule where name = ?").param(name).update() == 1;
  }

  @Override
  public List<Schedule> due(Instant now) {
    return jdbc.sql(SELECT + " where next_at <= ? order by next_at")
        .param(Columns.timestamp(now))
        .query(JdbcSchedules::schedule)
        .list();
  }

  @Override
  public boolean take(Schedule due, Instant now, @Nullable Instant next) {
    return jdbc.sql(
                """
                update schedule set next_at = ?, last_at = ?, last_job = null, last_error = null
                where name = ? and next_at = ?
                """)
            .params(
                Arrays.asList(
                    timestamp(next), Columns.timestamp(now), due.name(), timestamp(due.nextAt())))
            .update()
        == 1;
  }

  @Override
  public void queued(String name, @Nullable UUID job, @Nullable String error) {
    jdbc.sql("update schedule set last_job = ?, last_error = ? where name = ?")
        .params(Arrays.asList(job, error, name))
        .update();
  }

  private static @Nullable Object timestamp(@Nullable Instant instant) {
    return instant == null ? null : Columns.timestamp(instant);
  }

  private static Schedule schedule(ResultSet row, int number) throws SQLException {
    String parameters = row.getString("parameters");
    return new Schedule(
        row.getString("name"),
        row.getString("cron"),
        ZoneId.of(row.getString("zone")),
        row.getString("kind").equals(RUN)
            ? new Job.Run(StoredJson.read(parameters, RunParameters.class))
            : new Job.Fit(StoredJson.read(parameters, ClvParameters.class)),
        row.getString("created_by"),
        Columns.instant(row, "updated_at"),
        Columns.nullableInstant(row, "next_at"),
        Columns.nullableInstant(row, "last_at"),
        row.getObject("last_job", UUID.class),
        row.getString("last_error"));
  }
}
