package io.tierwise.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tierwise.launcher.stack.Installation;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The facts that come with the file: see the README of the shared data. */
class OnlineRetailFactsTest {
  @Test
  void realFile_hasTheKnownCustomersOrdersAndRevenue() throws Exception {
    String named = System.getenv("TIERWISE_SHARED_DATA");
    Path shared =
        named == null
            ? Installation.find().root().resolve("../shared/data").normalize()
            : Path.of(named);
    Path file = shared.resolve("online-retail/online_retail.csv.gz");
    assumeTrue(
        Files.isReadable(file),
        "skipped: " + file + " is missing; name its folder's parent in TIERWISE_SHARED_DATA");

    Facts facts = new Facts();
    try (FileLines lines = FileLines.open(file)) {
      ImportFormat.ONLINE_RETAIL.reader().read(lines, facts);
      assertThat(lines.number()).isEqualTo(541_909 + 1);
    }

    assertThat(facts.customers).hasSize(4_338);
    assertThat(facts.orders).hasSize(18_532);
    assertThat(facts.revenue).isEqualByComparingTo("8911407.904");
    assertThat(facts.malformed).isZero();
    // 1,336 + 1,141 + 40 lines without price or pieces and one bookkeeping entry with both; the
    // other two have a negative price.
    assertThat(facts.notASale).isEqualTo(2_518);
    assertThat(facts.items).isEqualTo(facts.soldItems.size());
  }

  private static final class Facts implements EventSink {
    final Set<String> customers = new HashSet<>();
    final Set<String> orders = new HashSet<>();
    final Set<String> soldItems = new HashSet<>();
    BigDecimal revenue = BigDecimal.ZERO;
    int items;
    int malformed;
    int notASale;

    @Override
    public void event(Outgoing event) {
      assertThat(event.json().length).isLessThan(256 * 1024);
      JsonNode json = EventJson.mapper().readTree(event.json());
      boolean order = json.path("event").asString().equals("Order Completed");
      boolean refund = json.path("event").asString().equals("Order Refunded");
      JsonNode properties = json.path("properties");
      if (!refund) {
        properties
            .path("products")
            .forEach(line -> soldItems.add(line.path("product_id").asString()));
      }
      if (order && json.has("userId")) {
        customers.add(json.path("userId").asString());
        assertThat(orders.add(properties.path("order_id").asString())).isTrue();
        revenue = revenue.add(new BigDecimal(properties.path("revenue").toString()));
      }
    }

    @Override
    public void item(byte[] json) {
      items++;
    }

    @Override
    public void skipped(long line, String reason, String detail) {
      if (reason.equals(OnlineRetailReader.NOT_A_SALE)) {
        notASale++;
      } else {
        malformed++;
      }
    }
  }
}
