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
   * Straightforward tables for what profile-service keeps: the ledger with the same columns and
   * indexes, a row for each fact, order and session, and one for each number of a user, which the
   * entities keep as a document instead. No partitions, no merges, no suspects: what a peer is
   * spared makes it faster.
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
      create sequence %1$s_id increment 50;
      create table %1$s_fact (
        id          bigint not null default nextval('%1$s_id'),
        user_key    text collate "C" not null,
        session_id  text,
        occurred_at timestamptz not null,
        event       text not null,
        category    text,
        country     text,
        channel     text
      );
      create index %1$s_fact_time on %1$s_fact using brin (occurred_at);
      create table %1$s_profile (
        user_key      text collate "C" primary key,
        version       bigint  not null,
        events        bigint  not null,
        orders        bigint  not null,
        gross_revenue numeric not null,
        first_seen_at timestamptz not null,
        last_seen_at  timestamptz not null,
        numbers       text
      ) with (fillfactor = 70);
      create table %1$s_number (
        user_key text collate "C" not null,
        kind     text collate "C" not null,
        label    text collate "C" not null,
        amount   double precision not null,
        primary key (user_key, kind, label)
      ) with (fillfactor = 70);
      create table %1$s_order (
        user_key     text collate "C" not null,
        order_id     text collate "C" not null,
        completed_at timestamptz not null,
        revenue      numeric not null,
        primary key (user_key, order_id)
      );
      create table %1$s_session (
        id       bigint not null default nextval('%1$s_id'),
        user_key text collate "C" not null,
        first_at timestamptz not null,
        last_at  timestamptz not null
      );
      create index %1$s_session_user on %1$s_session (user_key, last_at);
      """;

  /** An entity is updated by its id. */
  private static final String ENTITY_INDEX = "create index jpa_session_id on jpa_session (id)";

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
  static PeerDatabase make(String url, String user, String password) throws SQLException {
    PeerDatabase database = open(url, user, password);
    try (Connection connection = database.source.getConnection();
        Statement statement = connection.createStatement()) {
      for (String prefix : PREFIXES) {
        statement.execute(TABLES.formatted(prefix));
      }
      statement.execute(ENTITY_INDEX);
    }
    return database;
  }

  /** One more connection. */
  static PeerDatabase open(String url, String user, String password) {
    char next = url.contains("?") ? '&' : '?';
    var source =
        new SingleConnectionDataSource(
            url + next + "reWriteBatchedInserts=true", user, password, true);
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
