package io.tierwise.launcher.importing;

import java.io.IOException;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * UCI Online Retail, one line an invoice line: {@code
 * InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country}.
 *
 * <p>An invoice is one {@code Order Completed}; one whose number begins with C is an {@code Order
 * Refunded} with positive amounts. Lines without customer become orders of the anonymous {@code
 * invoice-NUMBER}. Lines that sell nothing (no price, no pieces, bookkeeping invoices that begin
 * with A) are skipped and counted; exact duplicates of a line are kept, as two scans of the same
 * item look the same. Times are the shop's local times, taken as UTC.
 *
 * <p>An invoice too large for one event (256 KB) is an {@code Order Completed} with the whole
 * revenue and the first lines, followed by an {@code Order Updated} for each further part, again
 * with the whole revenue.
 */
public final class OnlineRetailReader implements ImportReader {
  private static final List<String> COLUMNS =
      List.of(
          "InvoiceNo",
          "StockCode",
          "Description",
          "Quantity",
          "InvoiceDate",
          "UnitPrice",
          "CustomerID",
          "Country");
  private static final DateTimeFormatter ISO =
      DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss", Locale.ROOT);
  private static final DateTimeFormatter AMERICAN =
      DateTimeFormatter.ofPattern("M/d/uuuu H:mm", Locale.ROOT);
  static final String NOT_A_SALE = "not a sale";
  static final String MALFORMED = "malformed";

  private final OpenGroups<Invoice> invoices = new OpenGroups<>();
  private final StockItems items = new StockItems();
  private String lastDateText = "";
  private @Nullable Instant lastDate;

  @Override
  public void read(FileLines lines, EventSink sink)
      throws IOException, InterruptedException, UnreadableFile {
    FileLines.Line header = lines.next();
    List<String> names =
        header == null || header.text() == null ? null : CsvLine.parse(header.text());
    if (!COLUMNS.equals(names)) {
      throw new UnreadableFile(
          "line 1 does not read " + String.join(",", COLUMNS) + ": not the format online-retail");
    }
    for (FileLines.Line line = lines.next(); line != null; line = lines.next()) {
      read(line, sink);
      Invoice complete = invoices.takeComplete();
      if (complete != null) {
        complete.send(sink);
      }
    }
    for (Invoice rest : invoices.takeAll()) {
      rest.send(sink);
    }
    items.send(sink);
  }

  private void read(FileLines.Line line, EventSink sink) {
    String text = line.text();
    if (text == null) {
      sink.skipped(line.number(), MALFORMED, String.valueOf(line.fault()));
      return;
    }
    if (text.isBlank()) {
      sink.skipped(line.number(), "empty", "");
      return;
    }
    List<String> fields = CsvLine.parse(text);
    if (fields == null || fields.size() != COLUMNS.size()) {
      sink.skipped(
          line.number(),
          MALFORMED,
          fields == null ? "unbalanced quotes" : fields.size() + " fields instead of 8");
      return;
    }
    try {
      read(line.number(), fields, sink);
    } catch (IllegalArgumentException e) {
      sink.skipped(line.number(), MALFORMED, String.valueOf(e.getMessage()));
    }
  }

  private void read(long number, List<String> fields, EventSink sink) {
    String invoiceNo = fields.get(0).strip();
    String stockCode = fields.get(1).strip();
    if (invoiceNo.isEmpty() || stockCode.isEmpty()) {
      throw new IllegalArgumentException("no InvoiceNo or no StockCode");
    }
    int quantity = quantity(fields.get(3));
    Instant at = time(fields.get(4));
    BigDecimal price = price(fields.get(5));
    String customer = customer(fields.get(6));
    boolean refund = invoiceNo.startsWith("C");
    boolean sells = price.signum() > 0 && (refund ? quantity < 0 : quantity > 0);
    if (!sells || invoiceNo.startsWith("A")) {
      sink.skipped(number, NOT_A_SALE, "%s: %d x %s".formatted(stockCode, quantity, price));
      return;
    }
    Invoice invoice =
        invoices.group(
            invoiceNo, id -> new Invoice(id, customer, at, fields.get(7).strip(), refund, number));
    if (invoice == null) {
      sink.skipped(number, "late", "invoice " + invoiceNo + " had ended far above");
    } else if (!invoice.isOf(customer)) {
      throw new IllegalArgumentException("invoice " + invoiceNo + " has two customers");
    } else {
      invoice.add(stockCode, price, Math.abs(quantity));
      if (!refund) {
        items.seen(stockCode, fields.get(2).strip(), price);
      }
    }
  }

  private static int quantity(String text) {
    try {
      return Integer.parseInt(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("Quantity '" + text + "' is no whole number", e);
    }
  }

  private static BigDecimal price(String text) {
    try {
      if (text.length() > 30) {
        throw new NumberFormatException("too long");
      }
      return new BigDecimal(text.strip());
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("UnitPrice '" + text + "' is no amount", e);
    }
  }

  /** Lines of one invoice carry the same text: most need no parsing. */
  private Instant time(String text) {
    Instant known = lastDate;
    if (known != null && text.equals(lastDateText)) {
      return known;
    }
    try {
      DateTimeFormatter format = text.indexOf('/') < 0 ? ISO : AMERICAN;
      Instant parsed = LocalDateTime.parse(text.strip(), format).toInstant(ZoneOffset.UTC);
      lastDate = parsed;
      lastDateText = text;
      return parsed;
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("InvoiceDate '" + text + "' is no time", e);
    }
  }

  /** Spreadsheets made numbers of the ids: 17850.0. */
  private static @Nullable String customer(String text) {
    String id = text.strip();
    if (id.isEmpty()) {
      return null;
    }
    return id.endsWith(".0") ? id.substring(0, id.length() - 2) : id;
  }
}
