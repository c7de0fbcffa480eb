package io.tierwise.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ingest.BehaviorEvent;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bodies of every form and size. */
class HttpFormsIT extends RunningIngest {
  @Test
  void compressedBody_isTaken() throws IOException {
    String user = unique("u");
    byte[] body = gzip(batchOf(List.of(page(user, "m"))).getBytes(UTF_8));
    Answer answer = send("POST", "/v1/batch", body, Map.of("Content-Encoding", "gzip"));
    assertThat(answer.status()).isEqualTo(202);
    assertThat(eventsOf(user, 1)).hasSize(1);
  }

  @Test
  void sizes_areThoseOfTheSpec() throws IOException {
    byte[] large = new byte[520_000];
    Arrays.fill(large, (byte) ' ');
    assertThat(send("POST", "/v1/batch", large, Map.of()).status()).isEqualTo(413);
    assertThat(send("POST", "/v1/track", Arrays.copyOf(large, 40_000), Map.of()).status())
        .isEqualTo(413);
    byte[] bomb = gzip(new byte[20_000_000]);
    Answer answer = send("POST", "/v1/batch", bomb, Map.of("Content-Encoding", "gzip"));
    assertThat(answer.status()).isEqualTo(413);
    assertThat(answer.errors()).containsExactly("$ too-large");
    Answer many = post("/v1/batch", "{'batch':[" + "0,".repeat(2_500) + "0]}");
    assertThat(many.status()).isEqualTo(413);
    assertThat(many.errors()).containsExactly("batch too-many-events");
    Answer envelope = post("/v1/batch", "{'batch':[1],'x':'" + "x".repeat(40_000) + "'}");
    assertThat(envelope.status()).isEqualTo(413);
    assertThat(envelope.errors()).containsExactly("$ too-large");
  }

  @Test
  void ordersOfThePast_mayBeLargerThanEventsOfToday() {
    String user = unique("u");
    String lines = "{'product_id':'p','price':1.25,'quantity':3},".repeat(1_000);
    String order =
        "{'type':'track','userId':'"
            + user
            + "','event':'Order Completed','messageId':'m',"
            + "'properties':{'order_id':1,'products':["
            + lines
            + "{'product_id':'q','price':1}]}}";
    assertThat(post("/v1/batch", batchOf(List.of(order))).json().get("rejected").intValue())
        .isEqualTo(1);
    assertThat(post("/v1/import", batchOf(List.of(order))).json().get("accepted").intValue())
        .isEqualTo(1);
    BehaviorEvent event = eventsOf(user, 1).getFirst();
    assertThat(event.products()).hasSize(1_001);
    assertThat(event.order().revenue()).isEqualByComparingTo("3751");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '#',
      value = {
        "{'batch':[{'a':1}|$ broken-json|column",
        "{'batch':5}|batch wrong-type|array",
        "{'batch':[]}|batch empty|elements",
        "{}|batch missing|required",
        "[]|$ wrong-type|object",
        "{'batch':[1],'context':7}|context wrong-type|object",
        "{'batch':[1],'sentAt':'x'}|sentAt invalid-timestamp|ISO-8601",
        "{'batch':[1],'x':1,'x':2}|x duplicate-field|twice",
      })
  void unreadableBatch_isRefusedSayingWhere(String body, String error, String message) {
    Answer answer = post("/v1/batch", body);
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errors()).containsExactly(error);
    assertThat(answer.json().at("/errors/0/message").asString()).contains(message);
  }

  @Test
  void brokenSingleCall_saysWhere() {
    Answer answer = post("/v1/track", "{'userId':'u',\n 'event':}");
    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.errors()).containsExactly("$ broken-json");
    assertThat(answer.json().at("/errors/0/message").asString()).contains("line 2, column");
  }

  @ParameterizedTest
  @CsvSource({
    "Content-Type, application/xml",
    "Content-Type, application/x-www-form-urlencoded",
    "Content-Type, application/json; charset=iso-8859-1",
    "Content-Type, nonsense",
    "Content-Encoding, br",
  })
  void otherForms_areNotSupported(String header, String value) {
    Answer answer = send("POST", "/v1/page", page("u", "m").getBytes(UTF_8), Map.of(header, value));
    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.errors()).containsExactly(header + " unsupported");
  }

  @Test
  void brokenGzip_isA400() throws IOException {
    byte[] gzip = gzip(batchOf(List.of(page("u", "m"))).getBytes(UTF_8));
    Map<String, String> compressed = Map.of("Content-Encoding", "gzip");
    assertThat(send("POST", "/v1/batch", Arrays.copyOf(gzip, gzip.length - 9), compressed).errors())
        .containsExactly("$ broken-gzip");
    assertThat(send("POST", "/v1/batch", "{}".getBytes(UTF_8), compressed).errors())
        .containsExactly("$ broken-gzip");
    assertThat(send("POST", "/v1/track", new byte[0], Map.of()).errors())
        .containsExactly("$ empty");
  }
}
