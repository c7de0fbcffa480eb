package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Products: the lines of a cart or an order, or the one that an event is about. */
final class ProductReader {
  private static final int MAX_LABEL = 500;
  private static final int MAX_QUANTITY = 1_000_000;
  private final ExchangeRates rates;
  private final ExchangeRates.Rate rateOfEvent;

  ProductReader(ExchangeRates rates, ExchangeRates.Rate rateOfEvent) {
    this.rates = rates;
    this.rateOfEvent = rateOfEvent;
  }

  /** Whether the properties themselves name a product. */
  static boolean isOne(Fields properties) {
    return properties.has(idName(properties));
  }

  /** What a line has beyond the contract stays in the properties, line by line. */
  List<EventProduct> lines(Fields properties) {
    List<Fields> lines = properties.objects("products");
    if (lines.isEmpty()) {
      return List.of();
    }
    List<EventProduct> products = new ArrayList<>(lines.size());
    List<Map<String, Object>> rests = new ArrayList<>(lines.size());
    boolean somethingLeft = false;
    for (Fields line : lines) {
      EventProduct product = read(line);
      if (product != null) {
        products.add(product);
      }
      rests.add(line.rest());
      somethingLeft |= !line.rest().isEmpty();
    }
    if (somethingLeft) {
      properties.keep("products", rests);
    }
    return products;
  }

  List<EventProduct> withFirst(Fields properties, List<EventProduct> lines) {
    EventProduct product = read(properties);
    if (product == null) {
      return lines;
    }
    if (lines.isEmpty()) {
      return List.of(product);
    }
    List<EventProduct> all = new ArrayList<>(lines.size() + 1);
    all.add(product);
    all.addAll(lines);
    return all;
  }

  private @Nullable EventProduct read(Fields fields) {
    String idName = idName(fields);
    fields.require(idName);
    String id = fields.id(idName);
    String name = fields.label("name", MAX_LABEL);
    List<String> category =
        CategoryPath.take(fields, fields.nameOf("category", "category_path", "categoryPath"));
    String brand = fields.label("brand", MAX_LABEL);
    ExchangeRates.Rate rate = rates.take(fields, rateOfEvent);
    BigDecimal price = Amounts.take(fields, "price", ReasonCode.NEGATIVE_PRICE, rate);
    int quantity = quantity(fields);
    String coupon = fields.label("coupon", MAX_LABEL);
    return id == null ? null : new EventProduct(id, name, category, brand, price, quantity, coupon);
  }

  private static String idName(Fields fields) {
    return fields.nameOf("product_id", "productId", "sku");
  }

  private static int quantity(Fields fields) {
    BigDecimal quantity = fields.decimal("quantity");
    if (quantity == null) {
      return 1;
    }
    if (quantity.compareTo(BigDecimal.ONE) < 0
        || quantity.compareTo(BigDecimal.valueOf(MAX_QUANTITY)) > 0
        || quantity.stripTrailingZeros().scale() > 0) {
      fields.reject(
          "quantity",
          ReasonCode.OUT_OF_RANGE,
          Quoted.plain(quantity.toString(), 40)
              + " is not a whole number between 1 and "
              + MAX_QUANTITY);
      return 1;
    }
    return quantity.intValue();
  }
}
