package io.tierwise.recommend.intake;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.catalogue.Items;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Stores changes of the catalogue, then shows them to the next answer. */
public final class RecordItems {
  private final Items items;
  private final Catalogue catalogue;

  public RecordItems(Items items, Catalogue catalogue) {
    this.items = items;
    this.catalogue = catalogue;
  }

  /**
   * @param changes in the order of their arrival; of several of one item the last one holds
   */
  public void record(List<Item> changes) {
    if (changes.isEmpty()) {
      return;
    }
    Map<String, Item> last = new LinkedHashMap<>();
    changes.forEach(item -> last.put(item.itemId(), item));
    items.save(List.copyOf(last.values()));
    last.values().forEach(catalogue::put);
  }
}
