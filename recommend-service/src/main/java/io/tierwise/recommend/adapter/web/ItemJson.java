package io.tierwise.recommend.adapter.web;

import io.tierwise.contracts.JsonBytes;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.starter.web.Money;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What lists say of an item whoever asks, written once for each state of it: about 200 bytes for
 * each item that somebody was shown.
 */
public final class ItemJson {
  private static final byte[] NAME = JsonBytes.ready("name");
  private static final byte[] BRAND = JsonBytes.ready("brand");
  private static final byte[] CATEGORY_PATH = JsonBytes.ready("categoryPath");
  private static final byte[] PRICE = JsonBytes.ready("price");

  private record Written(Item item, byte[] facts) {}

  private final Map<String, Written> written = new ConcurrentHashMap<>();
  private final String currency;

  public ItemJson(String currency) {
    this.currency = currency;
  }

  /** Name, brand, category and price, without brackets around them. */
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
    json.name(NAME);
    json.textOrNull(item.name());
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
    return json.take();
  }
}
