package io.tierwise.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class OnlineRetailReaderTest {
  private static final String HEADER =
      "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n";

  @TempDir Path folder;

  private Collected read(String lines) throws Exception {
    return Collected.from(ImportFormat.ONLINE_RETAIL, folder, HEADER + lines);
  }

  @Test
  void invoice_isOneOrderWithItsLines() throws Exception {
    Collected collected =
        read(
            """
            536365,85123A,"HEART, WHITE",6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
            536365,71053,LANTERN,6,2010-12-01 08:26:00,0.001,17850.0,United Kingdom
            """);

    assertThat(collected.texts())
        .containsExactly(
            """
            {"type":"track","event":"Order Completed","messageId":"online-retail-536365",\
            "userId":"17850","timestamp":"2010-12-01T08:26:00Z",\
            "context":{"channel":"import","location":{"country":"United Kingdom"}},\
            "properties":{"order_id":"536365","revenue":15.306,"currency":"GBP","products":[\
            {"product_id":"85123A","price":2.55,"quantity":6},\
            {"product_id":"71053","price":0.001,"quantity":6}]}}""");
    assertThat(collected.users).containsExactly("17850");
    assertThat(collected.items.getLast().toString())
        .isEqualTo(
            """
            {"itemId":"85123A","name":"HEART, WHITE","price":2.55,"currency":"GBP","hidden":false}""");
  }

  @Test
  void exactDuplicateLines_count() throws Exception {
    String line = "536365,71053,LANTERN,6,2010-12-01 08:26:00,1.10,17850.0,United Kingdom\n";
    Collected collected = read(line + line);
    JsonNode properties = collected.events.getFirst().path("properties");
    assertThat(properties.path("revenue").decimalValue()).isEqualByComparingTo("13.20");
    assertThat(properties.path("products")).hasSize(2);
  }

  @Test
  void invoiceThatBeginsWithC_isARefundWithPositiveAmounts() throws Exception {
    Collected collected =
        read("C536379,22556,PLASTERS,-12,2010-12-01 09:41:00,1.65,17548.0,United Kingdom\n");
    JsonNode event = collected.events.getFirst();
    assertThat(event.path("event").asString()).isEqualTo("Order Refunded");
    assertThat(collected.texts().getFirst())
        .endsWith(
            """
            "properties":{"order_id":"C536379","total":19.80,"currency":"GBP","products":[\
            {"product_id":"22556","price":1.65,"quantity":12}]}}""");
    assertThat(collected.items).isEmpty();
  }

  @Test
  void lineWithoutCustomer_isAnonymous() throws Exception {
    Collected collected = read("536544,21773,ROSE,1,2010-12-01 14:32:00,2.51,,United Kingdom\n");
    JsonNode event = collected.events.getFirst();
    assertThat(event.has("userId")).isFalse();
    assertThat(event.path("anonymousId").asString()).isEqualTo("invoice-536544");
    assertThat(collected.users).containsExactly("anon:invoice-536544");
  }

  @Test
  void linesThatSellNothing_areCounted() throws Exception {
    Collected collected =
        read(
            """
            536589,21777,,-10,2010-12-01 16:50:00,0.0,,United Kingdom
            536590,21777,GIFT,5,2010-12-01 16:50:00,0.0,12345.0,United Kingdom
            A563185,B,Adjust bad debt,1,2011-08-12 14:50:00,11062.06,,United Kingdom
            """);
    assertThat(collected.events).isEmpty();
    assertThat(collected.skipped)
        .containsExactly(
            "2 not a sale: 21777: -10 x 0.0",
            "3 not a sale: 21777: 5 x 0.0",
            "4 not a sale: B: 1 x 11062.06");
  }

  @Test
  void malformedLines_areReportedWithTheirNumbers_andStopNothing() throws Exception {
    Collected collected =
        read(
            """
            536365,85123A,"HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
            536365,85123A,HEART,6,2010-12-01 08:26:00
            536365,85123A,HEART,six,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
            536365,85123A,HEART,6,yesterday,2.55,17850.0,United Kingdom
            536365,85123A,HEART,6,2010-12-01 08:26:00,cheap,17850.0,United Kingdom
            ,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom

            536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
            536365,85123A,HEART,6,2010-12-01 08:26:00,2.55,99.0,United Kingdom
            """);
    assertThat(collected.skipped)
        .containsExactly(
            "2 malformed: unbalanced quotes",
            "3 malformed: 5 fields instead of 8",
            "4 malformed: Quantity 'six' is no whole number",
            "5 malformed: InvoiceDate 'yesterday' is no time",
            "6 malformed: UnitPrice 'cheap' is no amount",
            "7 malformed: no InvoiceNo or no StockCode",
            "8 empty: ",
            "10 malformed: invoice 536365 has two customers");
    assertThat(collected.events).hasSize(1);
  }

  @Test
  void interruptedInvoice_isStillOneOrder_unlessItContinuesFarBelow() throws Exception {
    StringBuilder lines = new StringBuilder();
    String format = "%d,71053,LANTERN,1,2010-12-01 08:26:00,2.00,17850.0,United Kingdom\n";
    for (int invoice : new int[] {100_000, 100_001, 100_000}) {
      lines.append(format.formatted(invoice));
    }
    for (int invoice = 200_000; invoice < 200_100; invoice++) {
      lines.append(format.formatted(invoice));
    }
    lines.append(format.formatted(100_001));
    Collected collected = read(lines.toString());

    assertThat(collected.events).hasSize(102);
    JsonNode interrupted =
        collected.events.stream()
            .filter(event -> event.path("messageId").asString().endsWith("100000"))
            .findFirst()
            .orElseThrow();
    assertThat(interrupted.path("properties").path("revenue").decimalValue())
        .isEqualByComparingTo("4");
    assertThat(collected.skipped).containsExactly("105 late: invoice 100001 had ended far above");
  }

  @Test
  void invoiceTooLargeForAnEvent_isContinuedByUpdatesWithTheWholeRevenue() throws Exception {
    StringBuilder lines = new StringBuilder();
    for (int i = 0; i < 4_000; i++) {
      lines.append("573585,%05dB,X,1,2011-10-31 14:41:00,1.01,17850.0,Eire\n".formatted(i));
    }
    Collected collected = read(lines.toString());

    assertThat(collected.events.size()).isGreaterThan(1);
    int products = 0;
    for (int part = 0; part < collected.events.size(); part++) {
      JsonNode event = collected.events.get(part);
      assertThat(event.path("event").asString())
          .isEqualTo(part == 0 ? "Order Completed" : "Order Updated");
      assertThat(event.path("messageId").asString())
          .isEqualTo("online-retail-573585" + (part == 0 ? "" : "-" + (part + 1)));
      assertThat(event.path("properties").path("revenue").decimalValue())
          .isEqualByComparingTo(new BigDecimal("4040"));
      products += event.path("properties").path("products").size();
    }
    assertThat(products).isEqualTo(4_000);
  }

  @Test
  void codesOfLetters_arePostageAndTheLike_notGoods() throws Exception {
    Collected collected =
        read(
            """
            1,POST,POSTAGE,1,2010-12-01 08:45:00,18.00,12583.0,France
            1,C2,CARRIAGE,1,2010-12-01 08:45:00,50.00,12583.0,France
            1,gift_0001_40,VOUCHER,1,2010-12-01 08:45:00,34.04,12583.0,France
            """);
    assertThat(collected.items)
        .extracting(item -> item.path("itemId").asString() + " " + item.path("hidden").asBoolean())
        .containsExactly("C2 true", "POST true", "gift_0001_40 false");
  }

  @Test
  void otherFile_isRefusedAsAWhole() {
    assertThatThrownBy(() -> Collected.from(ImportFormat.ONLINE_RETAIL, folder, "a,b\n1,2\n"))
        .isInstanceOf(UnreadableFile.class)
        .hasMessageContaining("not the format online-retail");
  }
}
