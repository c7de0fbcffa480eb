package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.journey.ItemChange;
import io.tierwise.campaign.journey.Items;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Items as rows, compared under their locks. */
public final class JdbcItems implements Items {
  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public JdbcItems(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public void keep(List<ItemState> unordered, Consumer<List<ItemChange>> changed) {
    if (unordered.isEmpty()) {
      return;
    }
    List<ItemState> items =
        unordered.stream().sorted(Comparator.comparing(ItemState::itemId)).toList();
    transactions.executeWithoutResult(
        _ -> {
          JdbcPersons.share(jdbc);
          Map<String, ItemState> before = before(items);
          upsert(items);
          List<ItemChange> changes =
              items.stream()
                  .filter(item -> isNews(before.get(item.itemId()), item))
                  .map(item -> change(Objects.requireNonNull(before.get(item.itemId())), item))
                  .toList();
          if (!changes.isEmpty()) {
            changed.accept(changes);
          }
        });
  }

  private static boolean isNews(
      @org.jspecify.annotations.Nullable ItemState before, ItemState now) {
    return before != null
        && now.at().isAfter(before.at())
        && (before.inStock() != now.inStock() || !samePrice(before, now));
  }

  private static boolean samePrice(ItemState before, ItemState now) {
    BigDecimal a = before.price();
    BigDecimal b = now.price();
    return a == null || b == null ? a == b : a.compareTo(b) == 0;
  }

  private static ItemChange change(ItemState before, ItemState now) {
    return new ItemChange(
        now.itemId(),
        now.name(),
        before.price(),
        now.price(),
        before.inStock(),
        now.inStock(),
        now.at());
  }

  private Map<String, ItemState> before(List<ItemState> items) {
    Map<String, ItemState> before = new HashMap<>();
    jdbc.sql(
            "select item_id, name, price, in_stock, updated_at from journey_item"
                + " where item_id = any(?) order by item_id for update")
        .param(items.stream().map(ItemState::itemId).toArray(String[]::new))
        .query(
            row -> {
              Instant at = Rows.instant(row, "updated_at");
              before.put(
                  row.getString("item_id"),
                  new ItemState(
                      row.getString("item_id"),
                      row.getString("name"),
                      row.getBigDecimal("price"),
                      row.getBoolean("in_stock"),
                      at));
            });
    return before;
  }

  private void upsert(List<ItemState> items) {
    jdbc.sql(
            """
            insert into journey_item as k (item_id, name, price, in_stock, updated_at)
            select item_id, name, price::numeric, in_stock::boolean, updated_at::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as b (item_id, name, price, in_stock, updated_at)
            on conflict (item_id) do update set name = excluded.name, price = excluded.price,
              in_stock = excluded.in_stock, updated_at = excluded.updated_at
            where k.updated_at < excluded.updated_at
            """)
        .param(column(items, ItemState::itemId))
        .param(column(items, ItemState::name))
        .param(column(items, i -> i.price() == null ? null : i.price().toPlainString()))
        .param(column(items, ItemState::inStock))
        .param(column(items, ItemState::at))
        .update();
  }
}
