package io.tierwise.ingest.validation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.ingest.validation.JsonSlices.Cut;
import io.tierwise.ingest.validation.JsonSlices.Slice;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.statistics.Statistics;

class ArbitraryJsonPropertyTest {
  private static final List<String> NAMES =
      List.of(
          "type",
          "event",
          "userId",
          "anonymousId",
          "messageId",
          "timestamp",
          "sentAt",
          "context",
          "properties",
          "traits",
          "previousId",
          "products",
          "product_id",
          "price",
          "quantity",
          "order_id",
          "revenue",
          "total",
          "currency",
          "category",
          "rating",
          "query",
          "a",
          "");

  @Property(tries = 3_000, seed = "20261123")
  void whateverComes_isAnsweredAndNeverAcceptedWithoutAnId(@ForAll("events") String json) {
    Reading<BehaviorEvent> reading = Events.read(json.getBytes(UTF_8));
    Statistics.label("answer")
        .collect(reading.getClass().getSimpleName())
        .coverage(answers -> answers.check("Accepted").percentage(p -> p > 2));
    switch (reading) {
      case Reading.Accepted<BehaviorEvent>(BehaviorEvent event) -> {
        assertThat(event.userKey()).isNotBlank().isNotEqualTo("anon:");
        assertThat(event.messageId()).isNotBlank().hasSizeLessThanOrEqualTo(100);
        assertThat(event.occurredAt()).isBetween("1990-01-01T00:00:00Z", "2026-11-23T12:00:00Z");
        assertThat(ContractJson.read(ContractJson.write(event), BehaviorEvent.class).userKey())
            .isEqualTo(event.userKey());
      }
      case Reading.Rejected<BehaviorEvent> rejected ->
          assertThat(rejected.reasons()).isNotEmpty().hasSizeLessThanOrEqualTo(50);
    }
  }

  @Property(tries = 2_000, seed = "20261123")
  void bytesWithoutForm_areAnsweredByBothReaders(@ForAll byte[] bytes) {
    assertThat(Events.read(bytes)).isInstanceOf(Reading.Rejected.class);
    assertThat(JsonSlices.cut(bytes, "batch", 10)).isInstanceOf(Cut.Unreadable.class);
  }

  @Property(tries = 500, seed = "20261123")
  void batchOfAnyEvents_isCutIntoThem(@ForAll("batches") List<String> events) {
    byte[] body = ("{\"batch\":[" + String.join(" ,", events) + "]}").getBytes(UTF_8);
    assertThat(JsonSlices.cut(body, "batch", 100))
        .isInstanceOfSatisfying(
            Cut.Elements.class,
            elements ->
                assertThat(elements.slices())
                    .extracting((Slice s) -> new String(body, s.offset(), s.length(), UTF_8))
                    .containsExactlyElementsOf(events));
  }

  @Provide
  Arbitrary<List<String>> batches() {
    return events().list().ofMinSize(1).ofMaxSize(5);
  }

  /** Half of them have what an event needs, so that both answers come up. */
  @Provide
  Arbitrary<String> events() {
    Arbitrary<String> junk = objects(3);
    Arbitrary<String> type =
        Arbitraries.of(BehaviorEvent.EventType.class).map(t -> t.name().toLowerCase(Locale.ROOT));
    Arbitrary<String> name = Arbitraries.of(EventNames.ALL);
    Arbitrary<String> shaped =
        Combinators.combine(type, name, values(1), objects(2), objects(1))
            .as(
                (t, n, id, properties, context) ->
                    "{\"type\":\""
                        + t
                        + "\",\"event\":\""
                        + n
                        + "\",\"userId\":"
                        + id
                        + ",\"properties\":"
                        + properties
                        + ",\"context\":"
                        + context
                        + "}");
    return Arbitraries.oneOf(junk, shaped);
  }

  private static Arbitrary<String> objects(int depth) {
    return Arbitraries.maps(Arbitraries.of(NAMES), values(depth - 1))
        .ofMaxSize(6)
        .map(ArbitraryJsonPropertyTest::object);
  }

  private static Arbitrary<String> values(int depth) {
    Arbitrary<String> leaf =
        Arbitraries.oneOf(
            Arbitraries.of("null", "true", "-1", "0", "1e400", "1E-7", "3.14", "12", "\"\""),
            Arbitraries.of(
                "\"p1\"", "\"EUR\"", "\"2026-01-01T00:00:00Z\"", "\"9.99\"", "\"A > B\""),
            Arbitraries.strings().ofMaxLength(12).map(ArbitraryJsonPropertyTest::text));
    if (depth <= 0) {
      return leaf;
    }
    Arbitrary<String> list =
        Arbitraries.lazy(() -> values(depth - 1))
            .list()
            .ofMaxSize(4)
            .map(all -> "[" + String.join(",", all) + "]");
    return Arbitraries.oneOf(leaf, leaf, list, Arbitraries.lazy(() -> objects(depth)));
  }

  private static String object(Map<String, String> fields) {
    StringBuilder object = new StringBuilder("{");
    fields.forEach(
        (name, value) ->
            object
                .append(object.length() == 1 ? "" : ",")
                .append(text(name))
                .append(':')
                .append(value));
    return object.append('}').toString();
  }

  private static String text(String raw) {
    return new String(ContractJson.write(raw.replaceAll("[\\ud800-\\udfff]", "?")), UTF_8);
  }
}
