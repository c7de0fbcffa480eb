package io.tierwise.benchmarks.tiering;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.postgresql.PGConnection;

/** Puts a shop into the tables of segmentation-service, as its listener would over hours. */
final class FeatureRows implements AutoCloseable {
  private static final int ROWS_AT_ONCE = 20_000;
  private static final String PREFERENCES =
      "{\"categoryAffinity\": {\"garden\": 0.55, \"kitchen\": 0.3, \"toys\": 0.15},"
          + " \"brandAffinity\": {\"acme\": 0.7, \"globex\": 0.3}, \"priceBandAffinity\":"
          + " {\"low\": 0.2, \"middle\": 0.8}, \"consent\": {\"email\": true}, \"devices\":"
          + " [\"mobile\"], \"channels\": [\"email\"], \"country\": \"GB\"}";

  private final Connection connection;

  FeatureRows(String url, String user, String password) throws SQLException {
    connection = DriverManager.getConnection(url, user, password);
  }

  /** In place of whatever was there, runs included. */
  void replace(SyntheticShop shop, Instant end) throws SQLException, IOException {
    execute(
        "truncate customer_feature, run_assignment, tier_assignment, tier_history,"
            + " assignment_outbox, segmentation_run, customer_value, clv_fit cascade");
    StringBuilder text = new StringBuilder();
    var copy = connection.unwrap(PGConnection.class).getCopyAPI();
    for (int from = 0; from < shop.size(); from += ROWS_AT_ONCE) {
      text.setLength(0);
      for (int i = from; i < Math.min(shop.size(), from + ROWS_AT_ONCE); i++) {
        append(shop, i, end, text);
      }
      copy.copyIn(
          "copy customer_feature (user_id, features_as_of, first_seen_at, last_seen_at, orders,"
              + " first_order_at, last_order_at, net_revenue, sessions, browse_seconds,"
              + " active_days, category_breadth, country, preferences) from stdin",
          new StringReader(text.toString()));
    }
    execute("vacuum analyze");
    execute("checkpoint");
  }

  private static void append(SyntheticShop shop, int i, Instant end, StringBuilder text) {
    int orders = shop.orders()[i];
    Instant last = end.minusSeconds(shop.recencySeconds()[i]);
    Instant first = orders > 1 ? last.minus(Duration.ofDays(30L + i % 400)) : last;
    Instant seen = first.minus(Duration.ofDays(1));
    text.append(String.format(Locale.ROOT, "customer-%08d", i)).append('\t');
    text.append(end).append('\t').append(seen).append('\t').append(last).append('\t');
    text.append(orders).append('\t');
    text.append(orders > 0 ? first : "\\N").append('\t');
    text.append(orders > 0 ? last : "\\N").append('\t');
    text.append(shop.pence()[i] / 100).append('.').append(shop.pence()[i] / 10 % 10);
    text.append(shop.pence()[i] % 10).append('\t');
    text.append(3 * orders + 1).append('\t').append(240 * orders + 30).append('\t');
    text.append(orders + 1).append('\t').append(1 + i % 5).append("\tGB\t");
    text.append(PREFERENCES).append('\n');
  }

  /** Every assignment has been told to the topic. */
  boolean allTold() throws SQLException {
    return number("select count(*) from (select from assignment_outbox limit 1) as waiting") == 0;
  }

  long number(String query) throws SQLException {
    try (Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery(query)) {
      result.next();
      return result.getLong(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws SQLException {
    connection.close();
  }
}
