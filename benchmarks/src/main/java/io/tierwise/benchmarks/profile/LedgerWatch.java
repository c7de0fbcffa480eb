package io.tierwise.benchmarks.profile;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** How far profile-service is, asked from its database without troubling it. */
final class LedgerWatch implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(25);
  private static final Duration PATIENCE = Duration.ofMinutes(30);

  private final Connection connection;
  private final PreparedStatement rows;

  LedgerWatch(String url, String user, String password) throws SQLException {
    connection = DriverManager.getConnection(url, user, password);
    // Counted in the transaction that writes the ledger rows; the ledger itself takes long to
    // count.
    rows = connection.prepareStatement("select coalesce(sum(n), 0) from event_tally");
  }

  long rows() throws SQLException {
    return number(rows);
  }

  /** Keys that have a profile. */
  long users() throws SQLException {
    return number("select count(*) from profile");
  }

  /** Bytes of write-ahead log since the cluster was made. */
  long walBytes() throws SQLException {
    return number("select pg_wal_lsn_diff(pg_current_wal_lsn(), '0/0')::bigint");
  }

  /** Bytes on disk of a table, its partitions, their indexes and what is stored beside them. */
  long bytesOf(String table) throws SQLException {
    return number(
        """
        select coalesce(sum(pg_total_relation_size(relid)), pg_total_relation_size('%1$s'))::bigint
        from pg_partition_tree('%1$s')
        """
            .formatted(table));
  }

  /**
   * Waits until the ledger has this many rows.
   *
   * @return the time from the last look that saw no new row to the first that saw all of them
   */
  Duration awaitRows(long wanted) throws SQLException, InterruptedException {
    long first = rows();
    long begin = System.nanoTime();
    long deadline = begin + PATIENCE.toNanos();
    while (true) {
      long now = System.nanoTime();
      long seen = rows();
      if (seen >= wanted) {
        return Duration.ofNanos(System.nanoTime() - begin);
      }
      if (seen == first) {
        begin = now;
      }
      if (now > deadline) {
        throw new IllegalStateException(
            "the ledger has %d of %d rows after %s".formatted(seen, wanted, PATIENCE));
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
  }

  /** Waits until every changed profile has been published. */
  void awaitPublished() throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (number("select count(*) from (select from publish_pending limit 1) as p") > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("profiles are unpublished after " + PATIENCE);
      }
      TimeUnit.NANOSECONDS.sleep(4 * POLL.toNanos());
    }
  }

  /** Does now what the server would else do later, at the expense of others. */
  void settle() throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
      statement.execute("checkpoint");
    }
  }

  private long number(String query) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(query)) {
      return number(statement);
    }
  }

  private static long number(PreparedStatement statement) throws SQLException {
    try (ResultSet result = statement.executeQuery()) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
