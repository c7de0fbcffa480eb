package io.tierwise.launcher.stack;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The databases of the services on one server. */
final class PostgresDatabases {
  private static final int OLDEST = 18;

  static boolean accepts(String address, String user, String password) {
    try (Connection connection = connect(address, user, password)) {
      return connection.isValid(2);
    } catch (SQLException e) {
      return false;
    }
  }

  /** A server's version as it names it, such as {@code 18.4}. */
  static String version(String address, String user, String password) throws SQLException {
    try (Connection connection = connect(address, user, password)) {
      return connection.getMetaData().getDatabaseProductVersion();
    }
  }

  /** Older servers lack what the services' migrations use. */
  static boolean isRecentEnough(String version) {
    String major = version.split("[^0-9]", 2)[0];
    return !major.isEmpty() && Integer.parseInt(major) >= OLDEST;
  }

  /** Creates those that are missing. */
  static void create(String address, String user, String password, List<String> names)
      throws SQLException {
    try (Connection connection = connect(address, user, password);
        Statement statement = connection.createStatement()) {
      Set<String> existing = new HashSet<>();
      try (ResultSet rows = statement.executeQuery("select datname from pg_database")) {
        while (rows.next()) {
          existing.add(rows.getString(1));
        }
      }
      for (String name : names) {
        if (!existing.contains(name)) {
          statement.execute("create database \"" + name + "\"");
        }
      }
    }
  }

  private static Connection connect(String address, String user, String password)
      throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", user);
    properties.setProperty("password", password);
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "30");
    properties.setProperty("ApplicationName", "tierwise launcher");
    return DriverManager.getConnection("jdbc:postgresql://" + address + "/postgres", properties);
  }

  /**
   * @param log of a server that the stack runs itself
   */
  static StartFailed trouble(String address, SQLException e, @Nullable Path log) {
    return new StartFailed(
        PostgresServer.NAME,
        "cannot prepare the databases on %s: %s".formatted(address, e.getMessage()),
        log);
  }

  private PostgresDatabases() {}
}
