package io.tierwise.ingest;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What the tables of imports and of replays have in common: one owner has a job for the length of a
 * lease, and each transition is a guarded update whose count of rows says who won. Jobs end as
 * {@code CANCELLED}, {@code FAILED} or {@code SUCCEEDED}.
 */
public abstract class JobTable {
  /** A job that brings its owner down so often without getting on is not tried again. */
  private static final int MAX_ATTEMPTS = 5;

  protected final JdbcClient jdbc;
  private final String name;

  protected JobTable(JdbcClient jdbc, String name) {
    this.jdbc = jdbc;
    this.name = name;
  }

  /**
   * @return false where it has ended already
   */
  public boolean cancel(UUID id, Instant at) {
    return update(
            """
            update %s set state = 'CANCELLED', finished_at = ?
            where id = ? and state in ('QUEUED', 'RUNNING')
            """,
            timestamp(at), id)
        == 1;
  }

  /** Ends those that nobody gets on with. */
  protected void giveUp(Instant at) {
    update(
        """
        update %s set state = 'FAILED', finished_at = ?,
          trouble = 'Given up: it did not get on, ' || attempts || ' times'
        where state = 'RUNNING' and lease_until < ? and attempts >= ?
        """,
        timestamp(at), timestamp(at), MAX_ATTEMPTS);
  }

  /**
   * It stays this owner's.
   *
   * @param trouble that it waits for to end
   * @return whether to go on
   */
  public boolean hold(UUID id, String owner, @Nullable String trouble, Instant lease) {
    return update(
            """
            update %s set trouble = ?, lease_until = ?
            where id = ? and lease_owner = ? and state = 'RUNNING'
            """,
            trouble, timestamp(lease), id, owner)
        == 1;
  }

  public void end(UUID id, String owner, Enum<?> state, @Nullable String trouble, Instant at) {
    update(
        """
        update %s set state = ?, finished_at = ?, trouble = ?
        where id = ? and lease_owner = ? and state = 'RUNNING'
        """,
        state.name(), timestamp(at), trouble, id, owner);
  }

  /** Whoever comes next need not wait until the lease runs out. */
  public void release(String owner, Instant at) {
    update(
        "update %s set lease_until = ? where lease_owner = ? and state = 'RUNNING'",
        timestamp(at.minusSeconds(1)), owner);
  }

  public void deleteBefore(Instant time) {
    update("delete from %s where finished_at < ?", timestamp(time));
  }

  private int update(String sql, @Nullable Object... parameters) {
    return jdbc.sql(sql.formatted(name)).params(Arrays.asList(parameters)).update();
  }

  protected static OffsetDateTime timestamp(Instant at) {
    return at.atOffset(ZoneOffset.UTC);
  }
}
