package io.tierwise.recommend.catalogue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An item as the filters see it: in one object, with numbers instead of texts. */
public final class CatalogueEntry {
  private final Item item;
  private final int[] categories;
  private final double price;
  private final boolean hidden;
  private final boolean inStock;
  private final boolean repeatable;
  private final boolean fromCatalogue;

  CatalogueEntry(Item item, int[] categories) {
    this.item = item;
    this.categories = categories;
    this.hidden = item.hidden();
    this.inStock = item.inStock();
    this.repeatable = item.repeatable();
    this.fromCatalogue = item.fromCatalogue();
    this.price = item.price() == null ? Double.NaN : item.price().doubleValue();
  }

  /** Whether lists without conditions of their own may show it that could not show it before. */
  boolean opensAfter(@Nullable CatalogueEntry before) {
    return before == null
        || (before.hidden && !hidden)
        || (!before.inStock && inStock)
        || (!before.repeatable && repeatable)
        || (!before.fromCatalogue && fromCatalogue);
  }

  public Item item() {
    return item;
  }

  public boolean hidden() {
    return hidden;
  }

  public boolean inStock() {
    return inStock;
  }

  public boolean repeatable() {
    return repeatable;
  }

  public boolean fromCatalogue() {
    return fromCatalogue;
  }

  /** NaN where there is none. */
  public double price() {
    return price;
  }

  /** Whether the item is in a category or below it. */
  public boolean isIn(int category) {
    for (int each : categories) {
      if (each == category) {
        return true;
      }
    }
    return false;
  }

  /** Steps of the category path that both have, as a share of the longer path; 0 without paths. */
  public double sharedPath(CatalogueEntry other) {
    int longer = Math.max(categories.length, other.categories.length);
    int mismatch = Arrays.mismatch(categories, other.categories);
    int shared = mismatch < 0 ? longer : mismatch;
    return longer == 0 ? 0 : (double) shared / longer;
  }

  /** The numbers of its categories, from the root to the leaf. */
  public int[] categories() {
    return categories.clone();
  }

  /** The number of its most special category, or null. */
  public @Nullable Integer leafCategory() {
    return categories.length == 0 ? null : categories[categories.length - 1];
  }
}
