package io.tierwise.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventCampaign;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** Field by field and in the general way an event has to be written to the same bytes. */
class BehaviorEventJsonTest {
  private static final JsonMapper GENERAL =
      JsonMapper.builder()
          .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .changeDefaultPropertyInclusion(
              inclusion -> inclusion.withValueInclusion(JsonInclude.Include.NON_NULL))
          .build();

  private final Random random = new Random(11);

  @Test
  void randomEvents_areWrittenAlike() {
    for (int i = 0; i < 5_000; i++) {
      BehaviorEvent event = event();
      assertThat(new String(ContractJson.write(event), UTF_8))
          .isEqualTo(new String(GENERAL.writeValueAsBytes(event), UTF_8));
    }
  }

  private BehaviorEvent event() {
    return new BehaviorEvent(
        BehaviorEvent.SCHEMA,
        text(),
        EventType.values()[random.nextInt(EventType.values().length)],
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        Instant.ofEpochSecond(random.nextLong(0, 2_000_000_000L), random.nextInt(1_000_000_000)),
        Instant.ofEpochMilli(random.nextLong(0, 2_000_000_000_000L)),
        text(),
        maybe(this::text),
        maybe(this::context),
        random.nextBoolean() ? List.of() : List.of(product(), product()),
        maybe(this::order),
        maybe(this::text),
        maybe(
            () -> new EventReview(maybe(this::text), maybe(random::nextDouble), maybe(this::text))),
        maybe(this::promotion),
        object(3),
        object(1));
  }

  private EventContext context() {
    return new EventContext(
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(
            () ->
                new EventCampaign(
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text),
                    maybe(this::text))),
        maybe(this::text));
  }

  private EventProduct product() {
    return new EventProduct(
        text(),
        maybe(this::text),
        random.nextBoolean() ? List.of() : List.of(text(), text()),
        maybe(this::text),
        maybe(this::amount),
        random.nextInt(1, 1_000),
        maybe(this::text));
  }

  private EventOrder order() {
    return new EventOrder(
        text(),
        maybe(this::amount),
        maybe(this::amount),
        maybe(this::amount),
        maybe(this::amount),
        maybe(this::amount),
        maybe(this::text),
        maybe(this::text));
  }

  private EventPromotion promotion() {
    return new EventPromotion(
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text),
        maybe(this::text));
  }

  private Map<String, Object> object(int depth) {
    Map<String, Object> object = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      object.put(text(), value(depth));
    }
    return object;
  }

  private @Nullable Object value(int depth) {
    return switch (random.nextInt(depth > 0 ? 10 : 8)) {
      case 0 -> null;
      case 1 -> random.nextBoolean();
      case 2 -> random.nextLong();
      case 3 -> new BigInteger(90, random);
      case 4 -> amount();
      case 5 -> random.nextInt();
      case 6 -> random.nextDouble();
      case 7 -> text();
      case 8 -> object(depth - 1);
      default -> {
        List<@Nullable Object> list = new ArrayList<>();
        for (int i = random.nextInt(4); i > 0; i--) {
          list.add(value(depth - 1));
        }
        yield list;
      }
    };
  }

  private BigDecimal amount() {
    return new BigDecimal(new BigInteger(random.nextInt(1, 70), random), random.nextInt(-5, 12));
  }

  private String text() {
    StringBuilder text = new StringBuilder();
    for (int i = random.nextInt(12); i > 0; i--) {
      text.appendCodePoint(
          switch (random.nextInt(8)) {
            case 0 -> random.nextInt(0, 0x80);
            case 1 -> "\"\\/\b\n\t\u2028\u00e9\u20ac".codePointAt(random.nextInt(9));
            case 2 -> 0x1f600 + random.nextInt(50);
            default -> 'a' + random.nextInt(26);
          });
    }
    return text.toString();
  }

  private <T> @Nullable T maybe(Supplier<T> value) {
    return random.nextBoolean() ? null : value.get();
  }
}
