package io.tierwise.launcher.importing;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The lines of one invoice or credit note of Online Retail. */
final class Invoice {
  static final String CURRENCY = "GBP";

  /** Room for the rest of an event within the 256 KB of the import door. */
  private static final int BYTES_OF_LINES = 240_000;

  private final String number;
  private final @Nullable String customer;
  private final Instant at;
  private final String country;
  private final boolean refund;
  private final long firstLine;
  private final List<Line> lines = new ArrayList<>();
  private BigDecimal sum = BigDecimal.ZERO;

  private record Line(String stockCode, BigDecimal price, int quantity) {
    /** At most, in JSON: {"product_id":"","price":,"quantity":}, and twelve digits of quantity. */
    int bytes() {
      return 52 + 6 * stockCode.length() + price.toPlainString().length();
    }
  }

  Invoice(
      String number,
      @Nullable String customer,
      Instant at,
      String country,
      boolean refund,
      long firstLine) {
    this.number = number;
    this.customer = customer;
    this.at = at;
    this.country = country;
    this.refund = refund;
    this.firstLine = firstLine;
  }

  boolean isOf(@Nullable String other) {
    return Objects.equals(customer, other);
  }

  void add(String stockCode, BigDecimal price, int quantity) {
    lines.add(new Line(stockCode, price, quantity));
    sum = sum.add(price.multiply(BigDecimal.valueOf(quantity)));
  }

  void send(EventSink sink) throws InterruptedException {
    int part = 0;
    int from = 0;
    while (from < lines.size()) {
      int to = from;
      for (int bytes = 0; to < lines.size(); to++) {
        bytes += lines.get(to).bytes();
        if (to > from && bytes > BYTES_OF_LINES) {
          break;
        }
      }
      String user = customer == null ? "anon:invoice-" + number : customer;
      sink.event(new Outgoing(user, part(part, lines.subList(from, to)), firstLine));
      from = to;
      part++;
    }
  }

  private byte[] part(int part, List<Line> some) {
    // A refund has no updates: its parts would be refunds of their own, so each carries its share.
    boolean update = part > 0 && !refund;
    String event = refund ? "Order Refunded" : update ? "Order Updated" : "Order Completed";
    BigDecimal amount = refund ? sumOf(some) : sum;
    String suffix = part == 0 ? "" : "-" + (part + 1);
    return EventJson.track(
        event,
        "online-retail-" + number + suffix,
        customer,
        customer == null ? "invoice-" + number : null,
        at,
        country.isEmpty() ? null : country,
        json -> {
          json.writeStringProperty("order_id", refund ? number + suffix : number);
          json.writeNumberProperty(refund ? "total" : "revenue", amount);
          json.writeStringProperty("currency", CURRENCY);
          json.writeArrayPropertyStart("products");
          some.forEach(
              line -> EventJson.product(json, line.stockCode(), line.price(), line.quantity()));
          json.writeEndArray();
        });
  }

  private static BigDecimal sumOf(List<Line> some) {
    return some.stream()
        .map(line -> line.price().multiply(BigDecimal.valueOf(line.quantity())))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }
}
