package io.tierwise.system;

import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;

/** The database of a service. A connection for each question: servers die. */
record Database(Stack stack, String service) {
  interface Read<T> {
    T of(ResultSet row) throws SQLException;
  }

  <T> List<T> query(String sql, Read<T> read, Object... arguments) {
    try (Connection connection = connect();
        PreparedStatement statement = prepared(connection, sql, arguments);
        ResultSet result = statement.executeQuery()) {
      List<T> rows = new ArrayList<>();
      while (result.next()) {
        rows.add(read.of(result));
      }
      return rows;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many rows it changed. */
  int update(String sql, Object... arguments) {
    try (Connection connection = connect();
        PreparedStatement statement = prepared(connection, sql, arguments)) {
      return statement.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a statement and keeps the locks that it takes until it is closed; nothing stays of it. */
  Connection hold(String sql, Object... arguments) throws SQLException {
    Connection connection = connect();
    connection.setAutoCommit(false);
    try (PreparedStatement statement = prepared(connection, sql, arguments)) {
      statement.execute();
    }
    return connection;
  }

  private Connection connect() throws SQLException {
    Properties properties = new Properties();
    properties.setProperty("user", stack.databaseUser());
    properties.setProperty("password", stack.databasePassword());
    properties.setProperty("connectTimeout", "5");
    properties.setProperty("socketTimeout", "120");
    String name = Objects.requireNonNull(ServiceSettings.named(service).database());
    return DriverManager.getConnection(stack.jdbcUrl(name), properties);
  }

  private static PreparedStatement prepared(Connection connection, String sql, Object... arguments)
      throws SQLException {
    PreparedStatement statement = connection.prepareStatement(sql);
    for (int i = 0; i < arguments.length; i++) {
      statement.setObject(i + 1, arguments[i]);
    }
    return statement;
  }
}
