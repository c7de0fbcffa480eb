package io.tierwise.starter.problem;

import java.sql.SQLTransientException;
import org.jspecify.annotations.Nullable;

/** Tells a database that cannot be reached from a statement that is wrong. */
final class DatabaseTrouble {
  static boolean isCauseOf(@Nullable Throwable e) {
    for (Throwable t = e; t != null; t = t.getCause() == t ? null : t.getCause()) {
      String name = t.getClass().getName();
      if (t instanceof SQLTransientException
          || name.endsWith("CannotGetJdbcConnectionException")
          || name.endsWith("CannotCreateTransactionException")
          || name.endsWith("DataAccessResourceFailureException")
          || name.endsWith("JDBCConnectionException")) {
        return true;
      }
    }
    return false;
  }

  private DatabaseTrouble() {}
}
