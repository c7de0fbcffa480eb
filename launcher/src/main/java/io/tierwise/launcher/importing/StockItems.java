package io.tierwise.launcher.importing;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/** The catalogue that an invoice file implies: each stock code as it was sold last. */
final class StockItems {
  /** Postage, discounts, fees and the like have codes of letters: not to be recommended. */
  private static final int DIGITS_OF_GOODS = 3;

  private final Map<String, Item> items = new TreeMap<>();

  private record Item(String name, BigDecimal price) {}

  void seen(String stockCode, String description, BigDecimal price) {
    Item before = items.get(stockCode);
    String name = description.isEmpty() && before != null ? before.name() : description;
    items.put(stockCode, new Item(name, price));
  }

  void send(EventSink sink) throws InterruptedException {
    for (Map.Entry<String, Item> entry : items.entrySet()) {
      String code = entry.getKey();
      Item item = entry.getValue();
      sink.item(
          EventJson.object(
              json -> {
                json.writeStringProperty("itemId", code);
                if (!item.name().isEmpty()) {
                  json.writeStringProperty("name", item.name());
                }
                json.writeNumberProperty("price", item.price());
                json.writeStringProperty("currency", Invoice.CURRENCY);
                json.writeBooleanProperty(
                    "hidden", code.chars().filter(Character::isDigit).count() < DIGITS_OF_GOODS);
              }));
    }
  }
}
