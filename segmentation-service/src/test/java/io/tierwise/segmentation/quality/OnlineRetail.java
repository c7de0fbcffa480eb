package io.tierwise.segmentation.quality;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * UCI Online Retail (D. Chen, CC BY 4.0): invoices of a wholesaler of gifts from 2010-12-01 to
 * 2011-12-09, without lines that have no customer, are cancelled, or have no quantity or price.
 */
final class OnlineRetail {
  private static final int FIELDS_AFTER_DESCRIPTION = 5;

  private record Invoice(String number, String customer) {}

  private record Sum(Instant at, BigDecimal amount) {
    Sum plus(Sum other) {
      return new Sum(at, amount.add(other.amount));
    }
  }

  static Purchases read() throws IOException {
    String configured = System.getenv("TIERWISE_SHARED_DATA");
    Path data =
        configured != null
            ? Path.of(configured)
            : Path.of("").toAbsolutePath().resolve("../../shared/data");
    Path path = data.resolve("online-retail/online_retail.csv.gz").normalize();
    assumeTrue(Files.exists(path), "Online Retail is not at " + path);
    Map<Invoice, Sum> invoices = new LinkedHashMap<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(
                new GZIPInputStream(Files.newInputStream(path)), StandardCharsets.UTF_8))) {
      reader.readLine();
      for (String line = reader.readLine(); line != null; line = reader.readLine()) {
        add(line, invoices);
      }
    }
    List<Purchases.Order> orders = new ArrayList<>();
    invoices.forEach(
        (invoice, sum) ->
            orders.add(new Purchases.Order(invoice.customer(), sum.at(), sum.amount())));
    return new Purchases(List.copyOf(orders));
  }

  /** The description may have commas; the fields around it do not. */
  private static void add(String line, Map<Invoice, Sum> invoices) {
    String[] last = new String[FIELDS_AFTER_DESCRIPTION];
    int end = line.length();
    for (int i = FIELDS_AFTER_DESCRIPTION - 1; i >= 0; i--) {
      int comma = line.lastIndexOf(',', end - 1);
      last[i] = line.substring(comma + 1, end);
      end = comma;
    }
    String number = line.substring(0, line.indexOf(','));
    BigDecimal price = new BigDecimal(last[2]);
    int quantity = Integer.parseInt(last[0]);
    if (last[3].isEmpty() || number.startsWith("C") || quantity <= 0 || price.signum() <= 0) {
      return;
    }
    invoices.merge(
        new Invoice(number, last[3]),
        new Sum(
            Instant.parse(last[1].replace(' ', 'T') + "Z"),
            price.multiply(BigDecimal.valueOf(quantity))),
        Sum::plus);
  }

  private OnlineRetail() {}
}
