package io.tierwise.profile.adapter.postgres;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The where clause of a search whose conditions are optional. */
final class Conditions {
  private static final String WHERE = " where ";

  private final StringBuilder sql;
  private final List<Object> arguments = new ArrayList<>();

  Conditions(String always) {
    sql = new StringBuilder(WHERE).append(always);
  }

  /** Adds the condition if its arguments are given. */
  void and(String condition, @Nullable Object first, Object... more) {
    if (first != null) {
      sql.append(" and ").append(condition);
      add(first);
      for (Object argument : more) {
        add(argument);
      }
    }
  }

  private void add(Object argument) {
    arguments.add(argument instanceof Instant time ? time.toString() : argument);
  }

  /** Without the where. */
  String all() {
    return sql.substring(WHERE.length());
  }

  String sql() {
    return sql.toString();
  }

  Object[] arguments() {
    return arguments.toArray();
  }
}
