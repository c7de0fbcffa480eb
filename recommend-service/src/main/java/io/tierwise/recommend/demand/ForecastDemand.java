package io.tierwise.recommend.demand;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Forecasts orders of an item, or of all items of a category, from those of half a year. */
public final class ForecastDemand {
  private static final int HISTORY_DAYS = 182;

  private final OrderedDays orderedDays;
  private final Catalogue catalogue;
  private final Clock clock;

  public ForecastDemand(OrderedDays orderedDays, Catalogue catalogue, Clock clock) {
    this.orderedDays = orderedDays;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  /**
   * @param from the first day (UTC) that it is about, today
   * @param items that it is about
   */
  public record Answer(LocalDate from, int items, DemandForecast forecast) {}

  /**
   * @return empty if nobody ever heard of the item
   */
  public Optional<Answer> ofItem(String itemId, int days) {
    return catalogue.find(itemId).isEmpty()
        ? Optional.empty()
        : Optional.of(of(List.of(itemId), days));
  }

  /**
   * @param name of a category, as requests name it
   * @return empty if no item is in it
   */
  public Optional<Answer> ofCategory(String name, int days) {
    OptionalInt category = catalogue.category(name);
    List<String> itemIds = new ArrayList<>();
    if (category.isPresent()) {
      for (int item = 0; item < catalogue.size(); item++) {
        CatalogueEntry entry = catalogue.entry(item);
        if (entry != null && entry.isIn(category.getAsInt())) {
          itemIds.add(entry.item().itemId());
        }
      }
    }
    return itemIds.isEmpty() ? Optional.empty() : Optional.of(of(itemIds, days));
  }

  private Answer of(List<String> itemIds, int days) {
    LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    LocalDate first = today.minusDays(HISTORY_DAYS);
    double[] orders = orderedDays.of(itemIds, first, today);
    int weekday = first.getDayOfWeek().getValue() - 1;
    return new Answer(today, itemIds.size(), DemandForecast.of(orders, weekday, days));
  }
}
