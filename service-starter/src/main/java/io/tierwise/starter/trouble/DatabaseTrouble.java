package io.tierwise.starter.trouble;

import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot be reached from a statement that is wrong. */
public final class DatabaseTrouble {
  public static boolean isCauseOf(@Nullable Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause() == t ? null : t.getCause()) {
      String name = t.getClass().getName();
      if (t instanceof SQLTransientException
          || t instanceof SQLNonTransientConnectionException
          || (t instanceof SQLException sql && isOfConnection(sql.getSQLState()))
          || name.endsWith("CannotGetJdbcConnectionException")
          || name.endsWith("CannotCreateTransactionException")
          || name.endsWith("DataAccessResourceFailureException")
          || name.endsWith("JDBCConnectionException")) {
        return true;
      }
    }
    return false;
  }

  /** Connection exceptions, and a server that is going down or coming up. */
  private static boolean isOfConnection(@Nullable String state) {
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }

  private DatabaseTrouble() {}
}
