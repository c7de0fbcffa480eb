package io.tierwise.recommend.catalogue;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** An item as the filters see it: numbers instead of texts. */
public final class CatalogueEntry {
  private final Item item;
  private final int[] categories;
  private final double price;

  CatalogueEntry(Item item, int[] categories) {
    this.item = item;
    this.categories = categories;
    this.price = item.price() == null ? Double.NaN : item.price().doubleValue();
  }

  public Item item() {
    return item;
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
