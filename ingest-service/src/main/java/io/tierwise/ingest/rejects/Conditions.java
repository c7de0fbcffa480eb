package io.tierwise.ingest.rejects;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The where clause of a filter, and its arguments. */
final class Conditions {
  private final StringBuilder sql = new StringBuilder(" where true");
  private final List<Object> arguments = new ArrayList<>();

  static Conditions of(RejectionFilter filter) {
    Conditions where = new Conditions();
    where.and("codes @> array[?]::text[]", text(filter.reason()));
    where.and("source = ?", text(filter.source()));
    where.and("service = ?", text(filter.service()));
    where.and("rejected_at >= ?::timestamptz", filter.from());
    where.and("rejected_at < ?::timestamptz", filter.to());
    where.and("message_id = ?", text(filter.messageId()));
    where.and("user_id = ?", text(filter.userId()));
    where.and("status = ?", filter.status() == null ? null : filter.status().label());
    where.and("import_id = ?", filter.importId());
    return where;
  }

  /** Cleaned as the columns are, so that what was shown can be found. */
  private static @Nullable String text(@Nullable String value) {
    return Columns.nullableText(value);
  }

  /** Adds the condition if its first argument is given. */
  void and(String condition, @Nullable Object first, Object... more) {
    if (first == null) {
      return;
    }
    sql.append(" and ").append(condition);
    add(first);
    for (Object argument : more) {
      add(argument);
    }
  }

  private void add(Object argument) {
    arguments.add(argument instanceof Instant time ? time.toString() : argument);
  }

  String sql() {
    return sql.toString();
  }

  List<Object> arguments() {
    return arguments;
  }
}
