package io.tierwise.launcher.importing;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;

/**
 * CDNOW purchases: customer, date, number of CDs, dollars, separated by blanks; the published
 * sample has its own customer number after the customer. Everything that a customer bought on one
 * day is one order, at the beginning of that day.
 *
 * <p>No currency is sent: the amounts count as the base currency of the installation.
 */
public final class CdnowReader implements ImportReader {
  private final OpenGroups<Day> days = new OpenGroups<>();

  private static final class Day {
    final String customer;
    final LocalDate date;
    final long line;
    BigDecimal dollars = BigDecimal.ZERO;
    int discs;

    Day(String customer, LocalDate date, long line) {
      this.customer = customer;
      this.date = date;
      this.line = line;
    }

    void send(EventSink sink) throws InterruptedException {
      String order = "cdnow-" + customer + "-" + DateTimeFormatter.BASIC_ISO_DATE.format(date);
      Instant at = date.atStartOfDay(ZoneOffset.UTC).toInstant();
      byte[] json =
          EventJson.track(
              "Order Completed",
              order,
              customer,
              null,
              at,
              null,
              properties -> {
                properties.writeStringProperty("order_id", order);
                properties.writeNumberProperty("revenue", dollars);
                properties.writeNumberProperty("number_of_cds", discs);
              });
      sink.event(new Outgoing(customer, json, line));
    }
  }

  @Override
  public void read(FileLines lines, EventSink sink) throws IOException, InterruptedException {
    for (FileLines.Line line = lines.next(); line != null; line = lines.next()) {
      read(line, sink);
      Day complete = days.takeComplete();
      if (complete != null) {
        complete.send(sink);
      }
    }
    for (Day rest : days.takeAll()) {
      rest.send(sink);
    }
  }

  private void read(FileLines.Line line, EventSink sink) {
    String text = line.text();
    if (text == null) {
      sink.skipped(line.number(), OnlineRetailReader.MALFORMED, String.valueOf(line.fault()));
      return;
    }
    List<String> fields = List.of(text.strip().split("\\s+"));
    if (text.isBlank() || (line.number() == 1 && fields.getFirst().equals("customer_id"))) {
      sink.skipped(line.number(), text.isBlank() ? "empty" : "header", "");
      return;
    }
    try {
      read(line.number(), fields, sink);
    } catch (IllegalArgumentException e) {
      sink.skipped(line.number(), OnlineRetailReader.MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private void read(long number, List<String> fields, EventSink sink) {
    if (fields.size() != 4 && fields.size() != 5) {
      throw new IllegalArgumentException(fields.size() + " fields instead of 4 or 5");
    }
    int tail = fields.size() - 3;
    LocalDate date = date(fields.get(tail));
    int discs = discs(fields.get(tail + 1));
    BigDecimal dollars = dollars(fields.get(tail + 2));
    String customer = fields.getFirst();
    Day day = days.group(customer + " " + date, key -> new Day(customer, date, number));
    if (day == null) {
      sink.skipped(number, "late", "that customer's day had ended far above");
      return;
    }
    day.dollars = day.dollars.add(dollars);
    day.discs += discs;
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text, DateTimeFormatter.BASIC_ISO_DATE);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("date '" + text + "' is not yyyymmdd", e);
    }
  }

  private static int discs(String text) {
    try {
      return Integer.parseUnsignedInt(text);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("number of CDs '" + text + "' is no count", e);
    }
  }

  private static BigDecimal dollars(String text) {
    try {
      BigDecimal dollars = text.length() > 30 ? BigDecimal.ONE.negate() : new BigDecimal(text);
      if (dollars.signum() >= 0) {
        return dollars;
      }
      throw new NumberFormatException("negative");
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("dollars '" + text + "' is no amount", e);
    }
  }
}
