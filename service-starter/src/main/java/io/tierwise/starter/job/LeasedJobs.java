package io.tierwise.starter.job;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The life that all tables of long jobs share. A job waits, is claimed by one owner for the length
 * of a lease, and goes to another owner where the lease runs out; after three owners have died of
 * it, it is given up. Every transition is one guarded statement, so that of two callers one wins.
 *
 * <p>The table has the columns {@code id uuid}, of ascending order and with a default, {@code
 * state}, {@code parameters jsonb}, {@code code_version}, {@code created_by}, {@code created_at},
 * {@code started_at}, {@code finished_at}, {@code stage}, {@code progress}, {@code timings jsonb},
 * {@code failure}, {@code attempts}, {@code lease_owner} and {@code lease_until}. States are {@code
 * QUEUED}, {@code RUNNING}, {@code FAILED}, {@code CANCELLED} and those of the table's own.
 */
public final class LeasedJobs {
  /** A job that brings its owner down this often is not tried again. */
  private static final int MAX_ATTEMPTS = 3;

  private final JdbcClient jdbc;
  private final String table;

  public LeasedJobs(JdbcClient jdbc, String table) {
    this.jdbc = jdbc;
    this.table = table;
  }

  /**
   * @param parameters as JSON
   * @return empty if {@code maxQueued} jobs wait already
   */
  public Optional<UUID> create(
      String parameters, String codeVersion, String createdBy, Instant at, int maxQueued) {
    return jdbc.sql(
            """
            insert into %1$s (state, parameters, code_version, created_by, created_at)
            select 'QUEUED', ?::jsonb, ?, ?, ?
            where (select count(*) from %1$s where state = 'QUEUED') < ?
            returning id
            """
                .formatted(table))
        .params(parameters, codeVersion, createdBy, timestamp(at), maxQueued)
        .query(UUID.class)
        .optional();
  }

  /** Takes the oldest job that waits, or that was left behind by an owner who died. */
  public Optional<UUID> claim(String owner, Instant at, Duration lease) {
    jdbc.sql(
            """
            update %s set state = 'FAILED', finished_at = ?, lease_owner = null, lease_until = null,
              failure = 'Given up: its owner died ' || attempts || ' times'
            where state = 'RUNNING' and lease_until < ? and attempts >= ?
            """
                .formatted(table))
        .params(timestamp(at), timestamp(at), MAX_ATTEMPTS)
        .update();
    return jdbc.sql(
            """
            update %1$s set state = 'RUNNING', stage = 'starting', progress = 0,
              started_at = coalesce(started_at, ?), attempts = attempts + 1, lease_owner = ?,
              lease_until = ?
            where id = (
              select id from %1$s
              where (state = 'QUEUED' or (state = 'RUNNING' and lease_until < ?)) and attempts < ?
              order by id limit 1 for update skip locked)
            returning id
            """
                .formatted(table))
        .params(timestamp(at), owner, timestamp(at.plus(lease)), timestamp(at), MAX_ATTEMPTS)
        .query(UUID.class)
        .optional();
  }

  /**
   * Prolongs the lease as well.
   *
   * @return false if the job is no longer the owner's to carry on
   */
  public boolean progress(
      UUID id, String owner, String stage, double progress, Instant leaseUntil) {
    return jdbc.sql(
                """
                update %s set stage = ?, progress = ?, lease_until = ?
                where id = ? and state = 'RUNNING' and lease_owner = ?
                """
                    .formatted(table))
            .params(stage, progress, timestamp(leaseUntil), id, owner)
            .update()
        == 1;
  }

  /**
   * @return false if the job is no longer the owner's to carry on
   */
  public boolean prolong(UUID id, String owner, Instant leaseUntil) {
    return jdbc.sql(
                """
                update %s set lease_until = ?
                where id = ? and state = 'RUNNING' and lease_owner = ?
                """
                    .formatted(table))
            .params(timestamp(leaseUntil), id, owner)
            .update()
        == 1;
  }

  /** Prolongs the lease, thrice in its length, until the answer is closed. */
  public Heartbeat hold(UUID id, String owner, Duration lease, Clock clock) {
    return Heartbeat.start(
        table, lease.dividedBy(3), () -> prolong(id, owner, clock.instant().plus(lease)));
  }

  public void timing(UUID id, String stage, Duration took) {
    jdbc.sql(
            """
            update %s set timings = timings || jsonb_build_object(?::text, ?::bigint)
            where id = ?
            """
                .formatted(table))
        .params(stage, took.toMillis(), id)
        .update();
  }

  /**
   * Ends a job without a result.
   *
   * @return false if the job is no longer the owner's
   */
  public boolean end(UUID id, String owner, String state, String reason, Instant at) {
    return jdbc.sql(
                """
                update %s set state = ?, failure = ?, finished_at = ?, lease_owner = null,
                  lease_until = null
                where id = ? and state = 'RUNNING' and lease_owner = ?
                """
                    .formatted(table))
            .params(state, reason, timestamp(at), id, owner)
            .update()
        == 1;
  }

  /**
   * @return false if it was neither queued nor running
   */
  public boolean cancel(UUID id, Instant at) {
    return jdbc.sql(
                """
                update %s set state = 'CANCELLED', finished_at = ?, lease_owner = null,
                  lease_until = null
                where id = ? and state in ('QUEUED', 'RUNNING')
                """
                    .formatted(table))
            .params(timestamp(at), id)
            .update()
        == 1;
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }
}
