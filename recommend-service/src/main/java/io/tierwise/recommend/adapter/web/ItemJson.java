package io.tierwise.recommend.adapter.web;

import static io.tierwise.recommend.adapter.web.JsonBytes.ascii;

import io.tierwise.recommend.catalogue.Item;
import io.tierwise.starter.web.Money;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What lists say of an item whoever asks, written once for each state of it: about 200 bytes for
 * each item that somebody was shown.
 */
public final class ItemJson {
  private static final byte[] NAME = ascii(",\"name\":");
  private static final byte[] BRAND = ascii(",\"brand\":");
  private static final byte[] CATEGORY_PATH = ascii(",\"categoryPath\":[");
  private static final byte[] PRICE = ascii("],\"price\":");
  private static final byte[] AMOUNT = ascii("{\"amount\":");
  private static final byte[] CURRENCY = ascii(",\"currency\":");
  private static final byte[] NULL = ascii("null");

  private record Written(Item item, byte[] facts) {}

  private final Map<String, Written> written = new ConcurrentHashMap<>();
  private final String currency;

  public ItemJson(String currency) {
    this.currency = currency;
  }

  /** Name, brand, category and price, with the comma before them. */
  byte[] facts(Item item) {
    Written known = written.get(item.itemId());
    // Items are values that are swapped: the same object has not changed.
    if (known == null || known.item() != item) {
      known = new Written(item, write(item));
      written.put(item.itemId(), known);
    }
    return known.facts();
  }

  private byte[] write(Item item) {
    JsonBytes json = new JsonBytes();
    textOrNull(json.raw(NAME), item.name());
    textOrNull(json.raw(BRAND), item.brand());
    json.raw(CATEGORY_PATH);
    List<String> path = item.categoryPath();
    for (int step = 0; step < path.size(); step++) {
      (step == 0 ? json : json.raw(',')).text(path.get(step));
    }
    json.raw(PRICE);
    if (item.price() == null) {
      json.raw(NULL);
    } else {
      Money price = Money.of(item.price(), currency);
      json.raw(AMOUNT).text(price.amount()).raw(CURRENCY).text(price.currency()).raw('}');
    }
    return json.copy();
  }

  static void textOrNull(JsonBytes json, @Nullable String text) {
    if (text == null) {
      json.raw(NULL);
    } else {
      json.text(text);
    }
  }
}
