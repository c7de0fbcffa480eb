package io.tierwise.recommend.adapter.web;

import io.tierwise.contracts.JsonBytes;
import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.starter.web.Money;
import java.util.Arrays;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * What lists say of an item whoever asks, written once for each state of it: about 250 bytes for
 * each item that somebody was shown or that spoke for another, 25 MB for 100,000.
 */
public final class ItemJson {
  private static final byte[] NAME = JsonBytes.ready("name");
  private static final byte[] BRAND = JsonBytes.ready("brand");
  private static final byte[] CATEGORY_PATH = JsonBytes.ready("categoryPath");
  private static final byte[] PRICE = JsonBytes.ready("price");
  private static final byte[] REASONS = JsonBytes.ready("reasons");

  private final Catalogue catalogue;
  private final String currency;
  private final ReentrantLock growing = new ReentrantLock();

  /** By number. A write that gets lost is made again. */
  private volatile @Nullable Written[] written = new Written[1024];

  public ItemJson(Catalogue catalogue, String currency) {
    this.catalogue = catalogue;
    this.currency = currency;
  }

  /**
   * An item in one piece of memory.
   *
   * @param entry that it was written from
   * @param json its id as a value, then name, brand, category, price and the opening of its reasons
   * @param idEnd where the id ends
   * @param labelFrom where its label begins: the name, or the id where there is none, as they stand
   *     within a text
   */
  private record Written(
      @Nullable CatalogueEntry entry, byte[] json, int idEnd, int labelFrom, int labelTo) {}

  void id(int number, JsonBytes to) {
    Written item = of(number);
    to.piece(item.json, 0, item.idEnd);
  }

  /** From behind the score to the first of the reasons, with the commas between. */
  void facts(int number, JsonBytes to) {
    Written item = of(number);
    to.piece(item.json, item.idEnd, item.json.length);
  }

  void label(int number, JsonBytes to) {
    Written item = of(number);
    to.piece(item.json, item.labelFrom, item.labelTo);
  }

  private Written of(int number) {
    @Nullable Written[] all = written;
    Written known = number < all.length ? all[number] : null;
    // Entries are values that are swapped: the same object has not changed.
    return known != null && known.entry == catalogue.entry(number) ? known : write(number);
  }

  private Written write(int number) {
    CatalogueEntry entry = catalogue.entry(number);
    String id = catalogue.itemId(number);
    JsonBytes json = new JsonBytes();
    json.text(id);
    int idEnd = json.size();
    Item item = entry == null ? null : entry.item();
    String name = item == null ? null : item.name();
    json.name(NAME);
    int labelFrom = name == null ? 0 : json.size();
    json.textOrNull(name);
    int labelTo = name == null ? idEnd : json.size();
    if (item != null) {
      facts(item, json);
    }
    Written now = new Written(entry, json.take(), idEnd, labelFrom + 1, labelTo - 1);
    keep(number, now);
    return now;
  }

  private void facts(Item item, JsonBytes json) {
    json.name(BRAND);
    json.textOrNull(item.brand());
    json.name(CATEGORY_PATH);
    json.open('[');
    item.categoryPath().forEach(json::text);
    json.close(']');
    json.name(PRICE);
    if (item.price() == null) {
      json.textOrNull(null);
    } else {
      Money price = Money.of(item.price(), currency);
      json.open('{');
      json.name("amount");
      json.text(price.amount());
      json.name("currency");
      json.text(price.currency());
      json.close('}');
    }
    json.name(REASONS);
    json.open('[');
  }

  private void keep(int number, Written item) {
    growing.lock();
    try {
      @Nullable Written[] all = written;
      if (number >= all.length) {
        all = Arrays.copyOf(all, Math.max(2 * all.length, catalogue.size()));
      }
      all[number] = item;
      written = all;
    } finally {
      growing.unlock();
    }
  }
}
