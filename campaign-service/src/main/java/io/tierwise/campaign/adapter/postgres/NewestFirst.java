package io.tierwise.campaign.adapter.postgres;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rows of a table with an {@code id} and a {@code seq} that grows, found and listed newest first.
 */
record NewestFirst<T>(JdbcClient jdbc, String table, String columns, RowMapper<T> row) {
  Optional<T> find(String id) {
    return jdbc.sql("select %s from %s where id = ?".formatted(columns, table))
        .param(id)
        .query(row)
        .optional();
  }

  /**
   * @param before the last id of the page before; null for the first page
   */
  List<T> page(@Nullable String before, int limit) {
    return jdbc.sql(
            "select %1$s from %2$s where seq < coalesce((select seq from %2$s where id = ?), %3$s) order by seq desc limit ?"
                .formatted(columns, table, Long.MAX_VALUE))
        .param(before == null ? "" : before)
        .param(limit)
        .query(row)
        .list();
  }
}
