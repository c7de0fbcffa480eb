package io.tierwise.launcher.importing;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Retailrocket clicks: {@code timestamp,visitorid,event,itemid}, unix seconds or milliseconds.
 * Visitors have no account, so they stay anonymous. Transaction lines of one visitor and moment are
 * one order; the file knows no prices, so it has no revenue.
 */
public final class RetailrocketReader implements ImportReader {
  private static final List<String> COLUMNS = List.of("timestamp", "visitorid", "event", "itemid");
  private static final Pattern DIGITS = Pattern.compile("[0-9]{1,18}");
  private static final long FIRST_MILLIS = 100_000_000_000L;

  private final OpenGroups<Purchase> purchases = new OpenGroups<>();

  private record Purchase(String visitor, Instant at, long line, List<String> items) {
    void send(EventSink sink) throws InterruptedException {
      String order = "retailrocket-" + visitor + "-" + at.toEpochMilli();
      byte[] json =
          EventJson.track(
              "Order Completed",
              order,
              null,
              visitor,
              at,
              null,
              properties -> {
                properties.writeStringProperty("order_id", order);
                properties.writeArrayPropertyStart("products");
                items.forEach(item -> EventJson.product(properties, item, null, 1));
                properties.writeEndArray();
              });
      sink.event(new Outgoing("anon:" + visitor, json, line));
    }
  }

  @Override
  public void read(FileLines lines, EventSink sink)
      throws IOException, InterruptedException, UnreadableFile {
    FileLines.Line header = lines.next();
    List<String> names =
        header == null || header.text() == null ? null : CsvLine.parse(header.text());
    if (names == null || names.size() < 4 || !names.subList(0, 4).equals(COLUMNS)) {
      throw new UnreadableFile(
          "line 1 does not read " + String.join(",", COLUMNS) + ": not the format retailrocket");
    }
    for (FileLines.Line line = lines.next(); line != null; line = lines.next()) {
      read(line, sink);
      Purchase complete = purchases.takeComplete();
      if (complete != null) {
        complete.send(sink);
      }
    }
    for (Purchase rest : purchases.takeAll()) {
      rest.send(sink);
    }
  }

  private void read(FileLines.Line line, EventSink sink) throws InterruptedException {
    String text = line.text();
    List<String> fields = text == null ? null : CsvLine.parse(text);
    if (text != null && text.isBlank()) {
      sink.skipped(line.number(), "empty", "");
    } else if (fields == null || fields.size() < 4) {
      String fault = text == null ? String.valueOf(line.fault()) : "not four fields";
      sink.skipped(line.number(), OnlineRetailReader.MALFORMED, fault);
    } else if (!DIGITS.matcher(fields.get(0)).matches()) {
      sink.skipped(
          line.number(),
          OnlineRetailReader.MALFORMED,
          "timestamp '%s' is no unix time".formatted(fields.get(0)));
    } else if (fields.get(1).isEmpty() || fields.get(3).isEmpty()) {
      sink.skipped(line.number(), OnlineRetailReader.MALFORMED, "no visitor or no item");
    } else {
      read(line.number(), fields, sink);
    }
  }

  private void read(long number, List<String> fields, EventSink sink) throws InterruptedException {
    long time = Long.parseLong(fields.get(0));
    Instant at = time < FIRST_MILLIS ? Instant.ofEpochSecond(time) : Instant.ofEpochMilli(time);
    String visitor = fields.get(1);
    String item = fields.get(3);
    switch (fields.get(2)) {
      case "view" -> click("Product Viewed", number, visitor, at, item, sink);
      case "addtocart" -> click("Product Added", number, visitor, at, item, sink);
      case "transaction" -> {
        Purchase purchase =
            purchases.group(
                visitor + " " + at, key -> new Purchase(visitor, at, number, new ArrayList<>()));
        if (purchase == null) {
          sink.skipped(number, "late", "that visitor's purchase had ended far above");
        } else {
          purchase.items().add(item);
        }
      }
      default ->
          sink.skipped(
              number,
              OnlineRetailReader.MALFORMED,
              "event '%s' is none of view, addtocart, transaction".formatted(fields.get(2)));
    }
  }

  private static void click(
      String event, long number, String visitor, Instant at, String item, EventSink sink)
      throws InterruptedException {
    // The line's number tells two equal clicks apart, and is the same when the file comes again.
    String messageId = "retailrocket-%s-%d-%d".formatted(visitor, at.toEpochMilli(), number);
    byte[] json =
        EventJson.track(
            event,
            messageId.length() > 100 ? "retailrocket-line-" + number : messageId,
            null,
            visitor,
            at,
            null,
            properties -> {
              properties.writeStringProperty("product_id", item);
              properties.writeNumberProperty("quantity", 1);
            });
    sink.event(new Outgoing("anon:" + visitor, json, number));
  }
}
