package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.catalogue.Items;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;

/** Items, from the catalogue or learnt from events. */
public final class JdbcItems implements Items {
  /** No id or name holds it: separates the steps of a path, since arrays of arrays must be even. */
  private static final String SEPARATOR = "\u001f";

  private static final String COLUMNS =
      """
      item_id, name, brand, category_path, price, in_stock, hidden, repeatable, from_catalogue,
      updated_at, description
      """;
  private static final String INSERT =
      """
      insert into item (item_id, name, brand, category_path, price, in_stock, hidden, repeatable,
                        from_catalogue, updated_at, description)
      select i, n, b, coalesce(string_to_array(nullif(c, ''), e'\\x1f'), '{}'), p, s, h, r, f,
             to_timestamp(t / 1000.0::float8), d
      from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) as told (i, n, b, c, p, s, h, r, f, t, d)
      on conflict (item_id) do update set
      """;
  private static final String SAVE =
      INSERT
          + """
            name = excluded.name, brand = excluded.brand, category_path = excluded.category_path,
            price = excluded.price, in_stock = excluded.in_stock, hidden = excluded.hidden,
            repeatable = excluded.repeatable, from_catalogue = true,
            updated_at = excluded.updated_at, description = excluded.description,
            changed_at = now()
          where not item.from_catalogue or item.updated_at <= excluded.updated_at
          """;
  private static final String LEARN =
      INSERT
          + """
            name = coalesce(item.name, excluded.name),
            brand = coalesce(item.brand, excluded.brand),
            category_path = case when item.category_path = '{}' then excluded.category_path
                                 else item.category_path end,
            price = coalesce(item.price, excluded.price), changed_at = now()
          where not item.from_catalogue
          """;

  private final JdbcTemplate jdbc;

  public JdbcItems(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Item> all() {
    return jdbc.query("select " + COLUMNS + " from item order by item_id", (row, _) -> item(row));
  }

  @Override
  public List<Item> changedSince(Instant instant) {
    return jdbc.query(
        "select " + COLUMNS + " from item where changed_at >= ? order by item_id",
        (row, _) -> item(row),
        Timestamp.from(instant));
  }

  @Override
  public void save(List<Item> items) {
    write(SAVE, items);
  }

  @Override
  public void learn(List<Item> items) {
    write(LEARN, items);
  }

  /** In the order of ids, so that two writers never wait for each other in a circle. */
  private void write(String sql, List<Item> items) {
    List<Item> rows = items.stream().sorted(Comparator.comparing(Item::itemId)).toList();
    jdbc.update(
        sql,
        statement -> {
          ArrayColumns.bind(statement, 1, "text", rows, Item::itemId);
          ArrayColumns.bind(statement, 2, "text", rows, Item::name);
          ArrayColumns.bind(statement, 3, "text", rows, Item::brand);
          ArrayColumns.bind(
              statement, 4, "text", rows, item -> String.join(SEPARATOR, item.categoryPath()));
          ArrayColumns.bind(statement, 5, "numeric", rows, Item::price);
          ArrayColumns.bind(statement, 6, "bool", rows, Item::inStock);
          ArrayColumns.bind(statement, 7, "bool", rows, Item::hidden);
          ArrayColumns.bind(statement, 8, "bool", rows, Item::repeatable);
          ArrayColumns.bind(statement, 9, "bool", rows, Item::fromCatalogue);
          ArrayColumns.bind(statement, 10, "int8", rows, item -> item.updatedAt().toEpochMilli());
          ArrayColumns.bind(statement, 11, "text", rows, Item::description);
        });
  }

  private static Item item(ResultSet row) throws SQLException {
    return new Item(
        row.getString("item_id"),
        row.getString("name"),
        row.getString("brand"),
        List.of((String[]) row.getArray("category_path").getArray()),
        row.getBigDecimal("price"),
        row.getBoolean("in_stock"),
        row.getBoolean("hidden"),
        row.getBoolean("repeatable"),
        row.getBoolean("from_catalogue"),
        row.getTimestamp("updated_at").toInstant(),
        row.getString("description"));
  }
}
