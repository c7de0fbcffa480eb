package io.tierwise.campaign.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.journey.SeenEvent;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JourneyEventsTest {
  private static final Instant AT = Instant.parse("2026-11-20T10:00:00Z");

  private static byte[] json(EventType type, String name, Map<String, Object> properties) {
    EventProduct tea =
        new EventProduct("tea", "Tea", List.of("Food"), null, new BigDecimal("4.50"), 1, null);
    EventProduct pot = new EventProduct("pot", null, List.of(), "Clay", null, 2, null);
    return ContractJson.write(
        new BehaviorEvent(
            BehaviorEvent.SCHEMA,
            "m \"event\":\"Product Added\"",
            type,
            name,
            "u",
            null,
            null,
            AT,
            AT,
            "test",
            null,
            null,
            List.of(tea, pot),
            new EventOrder("o1", new BigDecimal("9"), null, null, null, null, null, null),
            null,
            null,
            null,
            properties,
            Map.of()));
  }

  @Test
  void read_takesTheNamesThatAreAskedFor() {
    byte[] viewed = json(EventType.TRACK, "Product Viewed", Map.of());
    assertThat(JourneyEvents.read(viewed, Set.of("Product Added"))).isNull();
    assertThat(JourneyEvents.read(viewed, Set.of("Product Viewed"))).isNotNull();
    assertThat(JourneyEvents.read(viewed, Set.of())).isNotNull();
    byte[] page = json(EventType.PAGE, "Product Viewed", Map.of());
    assertThat(JourneyEvents.read(page, Set.of("Product Viewed"))).isNull();
  }

  @Test
  void read_isNotMisledByWhatAnEventCarries() {
    byte[] identify = json(EventType.IDENTIFY, null, Map.of("event", "Product Added"));
    assertThat(JourneyEvents.read(identify, Set.of("Product Added"))).isNull();
    byte[] viewed = json(EventType.TRACK, "Product Viewed", Map.of("event", "Product Added"));
    assertThat(JourneyEvents.read(viewed, Set.of("Product Added"))).isNull();
  }

  @Test
  void properties_areThoseOfTheEventItsOrderAndItsLines() {
    byte[] json =
        json(
            EventType.TRACK,
            "Order Completed",
            Map.of("gift", true, "tags", List.of("a", "b"), "nested", Map.of("x", 1)));
    SeenEvent event = JourneyEvents.read(json, Set.of("Order Completed"));
    assertThat(event.properties())
        .containsEntry("gift", List.of("true"))
        .containsEntry("tags", List.of("a", "b"))
        .doesNotContainKey("nested")
        .containsEntry("orderId", List.of("o1"))
        .containsEntry("productId", List.of("tea", "pot"))
        .containsEntry("name", List.of("Tea", ""))
        .containsEntry("brand", List.of("", "Clay"));
  }
}
