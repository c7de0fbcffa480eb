package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.CatalogItem;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads one item of the catalogue. Fields that the contract does not name become attributes. */
public final class ItemReader {
  private static final int MAX_LABEL = 500;
  private static final int MAX_TEXT = 10_000;
  private static final int MAX_URL = 4_096;
  private final ExchangeRates rates;

  public ItemReader(ExchangeRates rates) {
    this.rates = rates;
  }

  /**
   * @param pathId the id that the address names; null where the item has to name it
   */
  public Reading<CatalogItem> read(
      byte[] bytes,
      int offset,
      int length,
      EventLimits limits,
      @Nullable String pathId,
      Instant now) {
    if (length > limits.bytes()) {
      return Reading.Rejected.of(
          "$", ReasonCode.TOO_LARGE, length + " bytes; at most " + limits.bytes());
    }
    int invalid = Utf8.firstInvalid(bytes, offset, length);
    if (invalid >= 0) {
      return Reading.Rejected.of("$", ReasonCode.NOT_UTF_8, "not UTF-8 at byte " + invalid);
    }
    Findings findings = new Findings();
    Map<String, Object> tree = JsonTree.read(bytes, offset, length, limits, findings);
    if (tree == null) {
      return new Reading.Rejected<>(pathId, null, findings.reasons());
    }
    Fields item = new Fields(tree, findings);
    String id = itemId(item, pathId);
    BigDecimal price = price(item);
    CatalogItem read =
        new CatalogItem(
            CatalogItem.SCHEMA,
            id == null ? "" : id,
            item.label("name", MAX_LABEL),
            item.label("brand", MAX_LABEL),
            CategoryPath.take(item, item.nameOf("categoryPath", "category", "category_path")),
            price,
            item.text("description", MAX_TEXT),
            item.label("url", MAX_URL),
            item.label(item.nameOf("imageUrl", "image_url"), MAX_URL),
            item.flag(item.nameOf("inStock", "in_stock"), true),
            item.flag("hidden", false),
            item.flag("repeatable", false),
            attributes(item),
            now);
    return findings.isEmpty()
        ? new Reading.Accepted<>(read)
        : new Reading.Rejected<>(id, null, findings.reasons());
  }

  /** Checks an id that stands alone, as on a deletion; empty where it is good. */
  public List<Reason> checkId(String id) {
    Findings findings = new Findings();
    new Fields(new HashMap<>(Map.of("itemId", id)), findings).id("itemId");
    return findings.reasons();
  }

  private @Nullable String itemId(Fields item, @Nullable String pathId) {
    String name = item.nameOf("itemId", "item_id", "product_id", "productId");
    if (pathId == null) {
      item.require(name);
      return item.id(name);
    }
    String own = item.id(name);
    if (own != null && !own.equals(pathId)) {
      item.reject(
          name,
          ReasonCode.INCONSISTENT,
          Quoted.of(own) + " is not the id of the address, " + Quoted.of(pathId));
    }
    item.keep(name, pathId);
    return item.id(name);
  }

  /**
   * {@code "price": 9.5} with an optional {@code "currency"}, or an object of amount and currency.
   */
  private @Nullable BigDecimal price(Fields item) {
    ExchangeRates.Rate rate = rates.take(item, rates.ofBase());
    if (item.rest().get("price") instanceof Map<?, ?>) {
      Fields money = item.object("price");
      money.require("amount");
      ExchangeRates.Rate own = rates.take(money, rate);
      return Amounts.take(money, "amount", ReasonCode.NEGATIVE_PRICE, own);
    }
    return Amounts.take(item, "price", ReasonCode.NEGATIVE_PRICE, rate);
  }

  private static Map<String, Object> attributes(Fields item) {
    Map<String, Object> attributes = item.map("attributes");
    item.rest().forEach(attributes::putIfAbsent);
    return attributes;
  }
}
