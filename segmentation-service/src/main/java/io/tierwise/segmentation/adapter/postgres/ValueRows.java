package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.clv.CustomerValue;
import io.tierwise.segmentation.clv.StatedValue;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rows of {@code customer_value}. */
final class ValueRows {
  static final String COLUMNS =
      """
      v.fit_id, v.valued_as_of, v.horizon_days, v.alive_probability, v.orders as expected_orders,
      v.order_value, v.value as lifetime_value
      """;

  /**
   * @return null where an outer join found none
   */
  static @Nullable StatedValue value(ResultSet row) throws SQLException {
    UUID fit = row.getObject("fit_id", UUID.class);
    return fit == null
        ? null
        : new StatedValue(
            fit,
            Columns.instant(row, "valued_as_of"),
            row.getInt("horizon_days"),
            new CustomerValue(
                row.getDouble("alive_probability"),
                row.getDouble("expected_orders"),
                row.getDouble("order_value"),
                row.getDouble("lifetime_value")));
  }

  private ValueRows() {}
}
