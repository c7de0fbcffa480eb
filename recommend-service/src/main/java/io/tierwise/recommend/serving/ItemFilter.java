package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.interaction.UserHistory;
import java.util.Arrays;
import java.util.OptionalInt;
import java.util.Set;

/** {@link Filters} in numbers: cheap enough to ask for every candidate. */
public final class ItemFilter {
  private static final int NO_SUCH_CATEGORY = -2;
  private static final int ANY_CATEGORY = -1;
  private static final int[] NONE = {};

  private final Catalogue catalogue;
  private final boolean requireCatalogue;
  private final boolean inStock;
  private final int category;
  private final boolean priceMatters;
  private final double minPrice;
  private final double maxPrice;
  private final int[] excluded;
  private final int[] purchased;
  private final int[] returned;

  /**
   * @param requireCatalogue whether items that are only known from events do not pass
   * @param history of the user: what was bought passes only if it is repeatable, what was given
   *     back does not
   */
  public ItemFilter(
      Catalogue catalogue, Filters filters, boolean requireCatalogue, UserHistory history) {
    this.catalogue = catalogue;
    this.requireCatalogue = requireCatalogue;
    this.inStock = filters.inStock();
    this.category =
        filters.category() == null
            ? ANY_CATEGORY
            : catalogue.category(filters.category()).orElse(NO_SUCH_CATEGORY);
    this.priceMatters = filters.minPrice() != null || filters.maxPrice() != null;
    this.minPrice =
        filters.minPrice() == null ? Double.NEGATIVE_INFINITY : filters.minPrice().doubleValue();
    this.maxPrice =
        filters.maxPrice() == null ? Double.POSITIVE_INFINITY : filters.maxPrice().doubleValue();
    this.excluded = filters.exclude().isEmpty() ? NONE : numbers(catalogue, filters.exclude());
    this.purchased = filters.includePurchased() ? NONE : history.purchased();
    this.returned = filters.includePurchased() ? NONE : history.returned();
  }

  private static int[] numbers(Catalogue catalogue, Set<String> itemIds) {
    return itemIds.stream()
        .map(catalogue::find)
        .filter(OptionalInt::isPresent)
        .mapToInt(OptionalInt::getAsInt)
        .sorted()
        .toArray();
  }

  public boolean admits(int number) {
    CatalogueEntry entry = catalogue.entry(number);
    if (entry == null || entry.hidden()) {
      return false;
    }
    if ((inStock && !entry.inStock())
        || (requireCatalogue && !entry.fromCatalogue())
        || (category != ANY_CATEGORY && !entry.isIn(category))) {
      return false;
    }
    // Written so that NaN, an item without price, is refused.
    if (priceMatters && !(entry.price() >= minPrice && entry.price() <= maxPrice)) {
      return false;
    }
    return Arrays.binarySearch(excluded, number) < 0
        && (entry.repeatable() || Arrays.binarySearch(purchased, number) < 0)
        && Arrays.binarySearch(returned, number) < 0;
  }
}
