package io.tierwise.benchmarks.analysis;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** Fills the database of a profile-service with facts, faster than events would. */
final class AnalysisLedger implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(10);

  private final Connection connection;

  AnalysisLedger(String url, String user, String password) throws SQLException {
    connection = DriverManager.getConnection(url, user, password);
  }

  /**
   * @param users each has a second key, merged into the first
   * @param sessions of five events on average
   */
  void fill(int users, int sessions) throws SQLException, IOException {
    String sql;
    try (InputStream file = AnalysisLedger.class.getResourceAsStream("ledger.sql")) {
      if (file == null) {
        throw new IOException("ledger.sql is not on the class path");
      }
      sql = new String(file.readAllBytes(), StandardCharsets.UTF_8);
    }
    connection.setAutoCommit(false);
    execute(
        sql.replace("@users", Integer.toString(users))
            .replace("@sessions", Integer.toString(sessions)));
    connection.commit();
    connection.setAutoCommit(true);
    execute("vacuum analyze");
  }

  long events() throws SQLException {
    return number("select count(*) from ledger_fact");
  }

  long visits() throws SQLException {
    return number("select count(*) from ledger_visit");
  }

  long bytesOf(String table) throws SQLException {
    return number(
        """
        select coalesce(sum(pg_total_relation_size(relid)), pg_total_relation_size('%1$s'))::bigint
        from pg_partition_tree('%1$s')
        """
            .formatted(table));
  }

  /** Waits until every day is summarised, and the server has settled. */
  void awaitVisits() throws SQLException, InterruptedException {
    long deadline = System.nanoTime() + PATIENCE.toNanos();
    while (number(
            """
            select count(*) from (select day, sum(events) as n from quality_tally group by day) t
            left join visit_day v using (day) where v.events is distinct from n
            """)
        > 0) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException("days are not summarised within " + PATIENCE);
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
    execute("vacuum analyze");
    execute("checkpoint");
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private long number(String sql) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      row.next();
      return row.getLong(1);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
