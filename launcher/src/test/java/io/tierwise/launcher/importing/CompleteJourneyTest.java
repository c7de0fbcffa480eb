package io.tierwise.launcher.importing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

class CompleteJourneyTest {
  private static final String HEADER =
      "household_id,store_id,basket_id,product_id,quantity,sales_value,retail_disc,coupon_disc,"
          + "coupon_match_disc,week,transaction_timestamp\n";
  @TempDir Path folder;

  @Test
  void basket_isOneOrder_whereverItsLinesAre() throws Exception {
    Collected collected =
        Collected.from(
            ImportFormat.COMPLETE_JOURNEY,
            folder,
            HEADER
                + """
                900,330,31198570044,1095275,1,0.50,0,0,0,1,2017-01-01 11:53:26
                1228,406,31198655051,969702,2,1.19,0,0,0,1,2017-01-01 12:15:32
                900,330,31198570044,9878513,1,0.99,0.1,0,0,1,2017-01-01 11:53:26
                901,330,31198570044,1,1,1,0,0,0,1,2017-01-01 11:53:26
                900,330,31198570045,1,1,-1,0,0,0,1,2017-01-01 11:53:26
                900,330,31198570045,1,1,1,0,0,0,1,yesterday
                900
                """);
    assertThat(collected.texts().getFirst())
        .isEqualTo(
            """
            {"type":"track","event":"Order Completed","messageId":"complete-journey-31198570044",\
            "userId":"900","timestamp":"2017-01-01T11:53:26Z","context":{"channel":"import"},\
            "properties":{"order_id":"31198570044","revenue":1.49,"products":[\
            {"product_id":"1095275","quantity":1},{"product_id":"9878513","quantity":1}]}}""");
    assertThat(collected.users).containsExactly("900", "1228");
    assertThat(collected.skipped)
        .containsExactly(
            "5 malformed: basket 31198570044 is of another household",
            "6 malformed: sales_value '-1' is no amount",
            "7 malformed: time 'yesterday' is none",
            "8 malformed: 1 fields, or no household or basket");
    assertThatThrownBy(() -> Collected.from(ImportFormat.COMPLETE_JOURNEY, folder, "a,b\n"))
        .isInstanceOf(UnreadableFile.class);
  }

  private void files() throws Exception {
    write(
        "campaign_descriptions",
        "campaign_id,campaign_type,start_date,end_date\n1,Type B,2017-03-03,2017-04-09\n");
    write("campaigns", "campaign_id,household_id\n1,105\n");
    write("coupons", "coupon_upc,product_id,campaign_id\n100,7,1\n100,8,1\n");
    write(
        "coupon_redemptions",
        "household_id,coupon_upc,campaign_id,redemption_date\n105,100,1,2017-03-20\n");
  }

  private void write(String name, String text) throws Exception {
    Files.writeString(folder.resolve(name + ".csv"), text);
  }

  @Test
  void campaigns_areRowsOfHistory() throws Exception {
    files();
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CompleteJourneyHistory.write(folder, out);
    assertThat(out.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            """
            {"type":"campaign","campaignId":"complete-journey-1","name":"Mailing 1 (Type B)",\
            "startsAt":"2017-03-03","endsAt":"2017-04-10","margin":0.25,"response":"redemption"}
            {"type":"contact","campaignId":"complete-journey-1","userId":"105","at":"2017-03-03",\
            "offerId":"mailing","variant":"Type B"}
            {"type":"coupon","campaignId":"complete-journey-1","coupon":"100","itemIds":["7","8"]}
            {"type":"redemption","campaignId":"complete-journey-1","userId":"105","coupon":"100",\
            "at":"2017-03-20"}
            """);
  }

  @Test
  void history_isSentAsOneBody_andRefusalsAreSaid() throws Exception {
    files();
    AtomicReference<String> got = new AtomicReference<>("");
    HttpServer server =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/v1/history-imports",
        exchange -> {
          got.set(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
          byte[] answer =
              "{\"state\":\"SUCCEEDED\",\"contacts\":1}".getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(201, answer.length);
          exchange.getResponseBody().write(answer);
          exchange.close();
        });
    server.start();
    try {
      URI url = URI.create("http://localhost:" + server.getAddress().getPort());
      JsonNode done = HistoryUpload.send(folder, url);
      assertThat(done.path("contacts").asInt()).isEqualTo(1);
      assertThat(got.get().lines()).hasSize(4);
      server.removeContext("/v1/history-imports");
      assertThatThrownBy(() -> HistoryUpload.send(folder, url)).hasMessageContaining("404");
    } finally {
      server.stop(0);
    }
  }
}
