package io.tierwise.launcher.importing;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Transactions of The Complete Journey (84.51 deg.): {@code household_id, store_id, basket_id,
 * product_id, quantity, sales_value, ...}. A basket is one {@code Order Completed}, worth its sales
 * values. Its lines may be anywhere in the file, so all are read before the first order is sent:
 * about 100 bytes a line. Times are the shop's local times, taken as UTC; amounts count as the base
 * currency of the installation.
 */
final class CompleteJourneyReader implements ImportReader {
  private static final List<String> COLUMNS =
      List.of("household_id", "store_id", "basket_id", "product_id", "quantity", "sales_value");
  private static final int TIME = 10;

  private record Line(String product, BigDecimal value, int quantity) {}

  private record Basket(String household, String id, Instant at, long firstLine, List<Line> lines) {
    void send(EventSink sink) throws InterruptedException {
      BigDecimal revenue = lines.stream().map(Line::value).reduce(BigDecimal.ZERO, BigDecimal::add);
      byte[] json =
          EventJson.track(
              "Order Completed",
              "complete-journey-" + id,
              household,
              null,
              at,
              null,
              properties -> {
                properties.writeStringProperty("order_id", id);
                properties.writeNumberProperty("revenue", revenue);
                properties.writeArrayPropertyStart("products");
                lines.stream()
                    .filter(line -> line.quantity > 0)
                    .forEach(
                        line -> EventJson.product(properties, line.product, null, line.quantity));
                properties.writeEndArray();
              });
      sink.event(new Outgoing(household, json, firstLine));
    }
  }

  private final Map<String, Basket> baskets = new LinkedHashMap<>();

  @Override
  public void read(FileLines lines, EventSink sink)
      throws IOException, InterruptedException, UnreadableFile {
    FileLines.Line header = lines.next();
    List<String> names =
        header == null || header.text() == null ? List.of() : List.of(header.text().split(","));
    if (names.size() <= TIME
        || !names.subList(0, COLUMNS.size()).equals(COLUMNS)
        || !names.get(TIME).equals("transaction_timestamp")) {
      throw new UnreadableFile(
          "line 1 does not begin with "
              + String.join(",", COLUMNS)
              + ": not the transactions of complete-journey");
    }
    for (FileLines.Line line = lines.next(); line != null; line = lines.next()) {
      try {
        read(line);
      } catch (IllegalArgumentException e) {
        sink.skipped(line.number(), OnlineRetailReader.MALFORMED, String.valueOf(e.getMessage()));
      }
    }
    for (Basket basket : baskets.values()) {
      basket.send(sink);
    }
  }

  private void read(FileLines.Line line) {
    String text = line.text();
    if (text == null) {
      throw new IllegalArgumentException(String.valueOf(line.fault()));
    }
    String[] fields = text.split(",", -1);
    if (fields.length <= TIME || fields[0].isEmpty() || fields[2].isEmpty()) {
      throw new IllegalArgumentException(fields.length + " fields, or no household or basket");
    }
    Instant at;
    try {
      at = Instant.parse(fields[TIME].replace(' ', 'T') + "Z");
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("time '" + fields[TIME] + "' is none", e);
    }
    Line sold = new Line(fields[3], amount(fields[5]), quantity(fields[4]));
    Basket basket =
        baskets.computeIfAbsent(
            fields[2], id -> new Basket(fields[0], id, at, line.number(), new ArrayList<>()));
    if (!basket.household.equals(fields[0])) {
      throw new IllegalArgumentException("basket " + fields[2] + " is of another household");
    }
    basket.lines.add(sold);
  }

  private static BigDecimal amount(String text) {
    BigDecimal amount = text.length() > 30 ? BigDecimal.ONE.negate() : new BigDecimal(text);
    if (amount.signum() < 0) {
      throw new NumberFormatException("sales_value '" + text + "' is no amount");
    }
    return amount;
  }

  /** Fuel is counted in hundredths of a gallon, which is no number of pieces; it does no harm. */
  private static int quantity(String text) {
    return Integer.parseUnsignedInt(text);
  }
}
