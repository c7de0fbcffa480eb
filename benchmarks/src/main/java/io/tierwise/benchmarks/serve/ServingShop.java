package io.tierwise.benchmarks.serve;

import io.tierwise.launcher.stack.Stack;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A shop in the tables of recommend-service: users keep to one of as many tastes as there are
 * hundreds of items, half of their deeds within a tenth of it.
 */
record ServingShop(String url, String user, String password) {
  private static final String FILL =
      """
      select setseed(0.20261122);
      insert into item (item_id, name, brand, category_path, price, in_stock, hidden, repeatable,
                        from_catalogue, updated_at)
      select 'i' || i, 'Thing number ' || i, 'Brand ' || i %% 200,
             array['Shop', 'Department ' || i / 1000, 'Aisle ' || i / 100], 5 + i %% 90, true, false,
             false, true, now() - interval '1 day'
      from generate_series(0, %2$d - 1) i;
      insert into interaction (user_id, key, item_id, kind, occurred_at, rating, order_id)
      select 'u' || u, (u::bigint << 20) + d,
             'i' || (u * 7919 %% (%2$d / 100)) * 100
               + floor(random() * case when random() < 0.5 then 10 else 100 end)::int,
             case when d %% 10 = 0 then 5 when d %% 10 < 3 then 4 else 1 end,
             now() - random() * interval '90 days', 0,
             case when d %% 10 = 0 then 'o' || u || '-' || d end
      from generate_series(0, %1$d - 1) u, generate_series(1, 20) d;
      delete from demand_recipe; -- So that the next start counts them.
      analyze interaction; analyze item;
      """;

  /** A database of that name; the service makes the tables at its first start. */
  static ServingShop create(Stack stack, String name) throws SQLException {
    ServingShop server =
        new ServingShop(stack.jdbcUrl("postgres"), stack.databaseUser(), stack.databasePassword());
    server.execute("create database " + name);
    return new ServingShop(stack.jdbcUrl(name), server.user, server.password);
  }

  void fill(int users, int items) throws SQLException {
    execute(FILL.formatted(users, items));
  }

  long interactions() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement();
        var result = statement.executeQuery("select count(*) from interaction")) {
      result.next();
      return result.getLong(1);
    }
  }

  /** With indexes. */
  double bytesPerInteraction() throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement();
        var result =
            statement.executeQuery(
                "select pg_total_relation_size('interaction')::float8 / count(*) from interaction")) {
      result.next();
      return result.getDouble(1);
    }
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url, user, password);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
