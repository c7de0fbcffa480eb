package io.tierwise.recommend.adapter.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of a batch as array parameters: one round trip, whatever the number of rows. */
final class ArrayColumns {
  static <T> void bind(
      PreparedStatement statement,
      int parameter,
      String type,
      List<T> rows,
      Function<T, @Nullable Object> column)
      throws SQLException {
    @Nullable Object[] values = new Object[rows.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = column.apply(rows.get(i));
    }
    Connection connection = statement.getConnection();
    statement.setArray(parameter, connection.createArrayOf(type, values));
  }

  private ArrayColumns() {}
}
