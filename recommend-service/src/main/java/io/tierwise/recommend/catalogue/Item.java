package io.tierwise.recommend.catalogue;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What recommendations need to know of an item.
 *
 * @param categoryPath from the root to the leaf
 * @param price in the base currency; null where nobody said
 * @param repeatable worth recommending to who has bought it already
 * @param fromCatalogue false for an item that is only known from events
 * @param updatedAt of its last change, as its source says
 * @param description the most frequent words of its description, with blanks between; empty without
 *     one: the text itself would be most of what an item takes in memory
 */
public record Item(
    String itemId,
    @Nullable String name,
    @Nullable String brand,
    List<String> categoryPath,
    @Nullable BigDecimal price,
    boolean inStock,
    boolean hidden,
    boolean repeatable,
    boolean fromCatalogue,
    Instant updatedAt,
    String description) {
  public Item {
    Objects.requireNonNull(itemId, "itemId");
    Objects.requireNonNull(updatedAt, "updatedAt");
    Objects.requireNonNull(description, "description");
    categoryPath = List.copyOf(categoryPath);
  }

  /** An item without a description. */
  public Item(
      String itemId,
      @Nullable String name,
      @Nullable String brand,
      List<String> categoryPath,
      @Nullable BigDecimal price,
      boolean inStock,
      boolean hidden,
      boolean repeatable,
      boolean fromCatalogue,
      Instant updatedAt) {
    this(
        itemId,
        name,
        brand,
        categoryPath,
        price,
        inStock,
        hidden,
        repeatable,
        fromCatalogue,
        updatedAt,
        "");
  }

  /** An item that an event spoke of: in stock and visible until the catalogue says otherwise. */
  public static Item learnt(
      String itemId,
      @Nullable String name,
      @Nullable String brand,
      List<String> categoryPath,
      @Nullable BigDecimal price,
      Instant at) {
    return new Item(itemId, name, brand, categoryPath, price, true, false, false, false, at);
  }

  /** What stays of a deleted item, so that a late event does not bring it back. */
  public static Item deleted(String itemId, Instant at) {
    return new Item(itemId, null, null, List.of(), null, false, true, false, true, at);
  }

  /** The name, or the id where there is none. */
  public String label() {
    return name == null ? itemId : name;
  }

  /** What it is, in words: name, brand, category. */
  public String text() {
    return String.join(
        " ",
        Objects.toString(name, ""),
        Objects.toString(brand, ""),
        String.join(" ", categoryPath));
  }

  /** This learnt item with gaps filled from another telling of it. */
  Item filledFrom(Item other) {
    return new Item(
        itemId,
        name == null ? other.name : name,
        brand == null ? other.brand : brand,
        categoryPath.isEmpty() ? other.categoryPath : categoryPath,
        price == null ? other.price : price,
        inStock,
        hidden,
        repeatable,
        false,
        updatedAt,
        description);
  }
}
