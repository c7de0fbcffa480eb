package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.ServiceSettings;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Two instances of recommend-service behind one balancer: what is bought stays away from both. */
class RecommendInstancesIT {
  private static final Duration SOON = Duration.ofSeconds(60);

  /** Of several partitions; who owns them does not matter, for both are asked. */
  private static final List<String> CUSTOMERS =
      IntStream.range(0, 6).mapToObj(i -> "two-instances-" + i).toList();

  private static List<String> home(Rest instance, String customer) {
    JsonNode answer =
        instance.read("/v1/users/" + customer + "/recommendations?category=Garden&limit=50");
    List<String> items = new ArrayList<>();
    answer.get("items").forEach(item -> items.add(item.get("itemId").stringValue()));
    return items;
  }

  @Test
  void whatIsBought_staysAway_whicheverInstanceIsAsked() {
    RunningSuite suite = RunningSuite.shared();
    SmallShop.openIn(suite);
    try (RunningSuite second =
        suite.another("recommend-2", List.of(ServiceSettings.named(ServiceSettings.RECOMMEND)))) {
      List<Rest> instances = List.of(suite.recommend(), second.recommend());
      String bought = SmallShop.item("Garden", 3);
      for (String customer : CUSTOMERS) {
        for (Rest instance : instances) {
          assertThat(home(instance, customer)).contains(bought);
        }
        String order = SmallShop.order(customer, "o-" + customer, Instant.now(), "Garden", 3, 4);
        assertThat(suite.ingest().post("/v1/track", order).status()).isEqualTo(202);
      }
      Eventually.asserted(
          "no instance recommends what was bought",
          SOON,
          () -> {
            for (String customer : CUSTOMERS) {
              for (Rest instance : instances) {
                assertThat(home(instance, customer)).isNotEmpty().doesNotContain(bought);
              }
            }
          });
    }
  }
}
