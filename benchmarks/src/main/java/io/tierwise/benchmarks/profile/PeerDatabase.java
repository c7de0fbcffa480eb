package io.tierwise.benchmarks.profile;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** Tables for the peers, on the server that profile-service uses. */
final class PeerDatabase implements AutoCloseable {
  static final List<String> PREFIXES = List.of("jpa", "jdbc", "copy");

  /**
   * The ledger and the profile of profile-service with less in them: no partitions, no state beside
   * the counters, no orders, sessions or publications. What a peer is spared makes it faster.
   */
  private static final String TABLES =
      """
      create table %1$s_ledger (
        user_key    text collate "C" not null,
        message_id  text collate "C" not null,
        occurred_at timestamptz      not null,
        received_at timestamptz      not null,
        event       text             not null,
        payload     bytea            not null,
        primary key (user_key, message_id)
      );
      create index %1$s_ledger_timeline on %1$s_ledger (user_key, occurred_at, message_id);
      create table %1$s_profile (
        user_key      text collate "C" primary key,
        version       bigint  not null,
        events        bigint  not null,
        orders        bigint  not null,
        gross_revenue numeric not null,
        first_seen_at timestamptz not null,
        last_seen_at  timestamptz not null
      ) with (fillfactor = 70);
      """;

  private final SingleConnectionDataSource source;

  private PeerDatabase(SingleConnectionDataSource source) {
    this.source = source;
  }

  /**
   * @param server JDBC URL of a database that exists
   * @param name of one to make
   */
  static void create(String server, String name, String user, String password) throws SQLException {
    try (Connection connection = DriverManager.getConnection(server, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute("create database " + name);
    }
  }

  /** Makes the tables. */
  static PeerDatabase open(String url, String user, String password) throws SQLException {
    char next = url.contains("?") ? '&' : '?';
    var source =
        new SingleConnectionDataSource(
            url + next + "reWriteBatchedInserts=true", user, password, true);
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String prefix : PREFIXES) {
        statement.execute(TABLES.formatted(prefix));
      }
    }
    return new PeerDatabase(source);
  }

  /** One connection, used by one thread at a time. */
  DataSource source() {
    return source;
  }

  long count(String table) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        var result = statement.executeQuery("select count(*) from " + table)) {
      result.next();
      return result.getLong(1);
    }
  }

  @Override
  public void close() {
    source.destroy();
  }
}
