package io.tierwise.benchmarks.serve;

import java.io.IOException;
import java.io.StringReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.SplittableRandom;
import org.postgresql.PGConnection;

/**
 * A shop of any size in the tables of recommend-service, by COPY. An item's popularity is that of
 * its rank, Zipf with exponent 1; a user has one of as many tastes as there are hundreds of items,
 * and half of the deeds are in it. Deeds come in sessions of a few minutes; one in ten is a
 * purchase, of which two make an order.
 */
record LargeShop(int users, int items, int deedsPerUser) {
  private static final int ROWS_AT_ONCE = 20_000;
  private static final int DAYS = 90;
  private static final long END = 1_790_000_000L;
  private static final int OF_TASTE = 100;
  private static final int PURCHASE = 5;

  void fill(ServingShop shop) throws SQLException, IOException {
    try (Connection connection =
            DriverManager.getConnection(shop.url(), shop.user(), shop.password());
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          insert into item (item_id, name, brand, category_path, price, in_stock, hidden, repeatable,
                            from_catalogue, updated_at)
          select 'i' || i, 'Thing ' || md5(i::text), 'Brand ' || i %% 500,
                 array['Shop', 'Department ' || i / 5000, 'Aisle ' || i / 100], 5 + i %% 90, true,
                 false, false, true, now() - interval '1 day'
          from generate_series(0, %d - 1) i
          """
              .formatted(items));
      // An index over unordered keys takes far longer row by row than at once.
      statement.execute("alter table interaction drop constraint interaction_pkey");
      copy(connection.unwrap(PGConnection.class));
      statement.execute("delete from demand_recipe"); // So that the next start counts them.
      statement.execute("set maintenance_work_mem = '512MB'");
      statement.execute("alter table interaction add primary key (user_id, key)");
      statement.execute("vacuum analyze interaction");
      statement.execute("analyze item");
      statement.execute("checkpoint");
    }
  }

  private void copy(PGConnection connection) throws SQLException, IOException {
    SplittableRandom random = new SplittableRandom(20261122);
    StringBuilder text = new StringBuilder();
    for (int user = 0; user < users; user++) {
      append(user, random, text);
      if ((user + 1) % (ROWS_AT_ONCE / deedsPerUser) == 0 || user == users - 1) {
        connection
            .getCopyAPI()
            .copyIn(
                "copy interaction (user_id, key, item_id, kind, occurred_at, rating, order_id)"
                    + " from stdin",
                new StringReader(text.toString()));
        text.setLength(0);
      }
    }
  }

  private void append(int user, SplittableRandom random, StringBuilder text) {
    int taste = random.nextInt(items / OF_TASTE);
    long second = END - random.nextLong(DAYS * 86_400L);
    for (int deed = 0; deed < deedsPerUser; deed++) {
      second += random.nextInt(4) == 0 ? 86_400 : random.nextInt(300);
      boolean buys = deed % 10 > 7 && deed % 20 > 9;
      text.append('u').append(user).append('\t').append((long) user << 20 | deed).append("\ti");
      text.append(item(taste, random)).append('\t').append(buys ? PURCHASE : 1).append('\t');
      text.append(Instant.ofEpochSecond(second)).append("\t0\t");
      if (buys) {
        text.append('o').append(user).append('-').append(deed / 10);
      } else {
        text.append("\\N");
      }
      text.append('\n');
    }
  }

  /** By the inverse of the continuous Zipf distribution, over all items or those of a taste. */
  private int item(int taste, SplittableRandom random) {
    boolean inTaste = random.nextBoolean();
    int of = inTaste ? OF_TASTE : items;
    int rank = (int) Math.pow(of, random.nextDouble()) - 1;
    // Ranks are spread over the tastes, so that popular items are in all of them.
    return inTaste ? taste * OF_TASTE + rank : (int) (rank * 7_919L % items);
  }
}
