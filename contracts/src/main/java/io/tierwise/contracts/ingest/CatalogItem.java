package io.tierwise.contracts.ingest;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An item of the shop's catalogue; a message without value deletes it.
 *
 * @param categoryPath from the root to the leaf; never null
 * @param price in the base currency
 * @param inStock false takes it out of every recommendation
 * @param hidden true takes it out of every recommendation, whatever its stock
 * @param repeatable true: worth recommending to who has bought it already
 */
public record CatalogItem(
    String schema,
    String itemId,
    @Nullable String name,
    @Nullable String brand,
    List<String> categoryPath,
    @Nullable BigDecimal price,
    @Nullable String description,
    @Nullable String url,
    @Nullable String imageUrl,
    boolean inStock,
    boolean hidden,
    boolean repeatable,
    Map<String, Object> attributes,
    Instant updatedAt) {
  public static final String SCHEMA = "catalog-item/1";

  public CatalogItem {
    Objects.requireNonNull(itemId, "itemId");
    Objects.requireNonNull(updatedAt, "updatedAt");
    categoryPath = categoryPath == null ? List.of() : List.copyOf(categoryPath);
    attributes = attributes == null ? Map.of() : attributes;
  }
}
