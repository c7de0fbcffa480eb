package io.tierwise.profile.adapter.postgres;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/**
 * Writes down what waits for an answer of the server. The begin of a transaction travels with its
 * first statement. A COPY waits twice: until the server is ready for rows, and until it has them.
 */
final class CountedTrips extends DelegatingDataSource {
  private static final Set<String> EXECUTIONS =
      Set.of("execute", "executeQuery", "executeUpdate", "executeLargeUpdate", "executeBatch");
  private static final Pattern TABLE =
      Pattern.compile("\\b(insert into|update|from|join) +([a-z]+_?[a-z]*)(?![a-z_(])");

  private final List<String> trips = new ArrayList<>();

  CountedTrips(DataSource source) {
    super(source);
  }

  /** What was asked since the last call: verb and first table. */
  List<String> taken() {
    List<String> taken = List.copyOf(trips);
    trips.clear();
    return taken;
  }

  @Override
  public Connection getConnection() throws SQLException {
    Connection connection = super.getConnection();
    return proxy(
        Connection.class,
        (method, arguments) -> {
          switch (method.getName()) {
            case "prepareStatement" -> {
              var statement = (PreparedStatement) call(connection, method, arguments);
              String sql = (String) arguments[0];
              return counted(PreparedStatement.class, statement, sql);
            }
            case "createStatement" -> {
              return counted(Statement.class, (Statement) call(connection, method, arguments), "");
            }
            case "prepareCall" -> throw new UnsupportedOperationException("not counted: " + method);
            case "unwrap" -> {
              if (arguments[0] == PGConnection.class) {
                trips.add("begin copy");
                trips.add("end copy");
              }
            }
            case "commit", "rollback" -> trips.add(method.getName());
            default -> {}
          }
          return call(connection, method, arguments);
        });
  }

  private <T extends Statement> T counted(Class<T> type, T statement, String prepared) {
    return proxy(
        type,
        (method, arguments) -> {
          if (EXECUTIONS.contains(method.getName())) {
            trips.add(name(prepared.isEmpty() ? (String) arguments[0] : prepared));
          }
          return call(statement, method, arguments);
        });
  }

  static String name(String sql) {
    Matcher table = TABLE.matcher(sql);
    String first = table.find() ? table.group(2) : sql.strip();
    String verb = sql.strip().split("\\s+", 2)[0];
    return (sql.contains("for update") ? "lock" : verb) + " " + first;
  }

  private interface Answer {
    Object of(Method method, Object[] arguments) throws Throwable;
  }

  private static <T> T proxy(Class<T> type, Answer answer) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> answer.of(method, arguments)));
  }

  private static Object call(Object target, Method method, Object[] arguments) throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }
}
