package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.segmentation.activity.Activities;
import io.tierwise.segmentation.activity.Deed;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.FeatureChange;
import io.tierwise.segmentation.customer.Preferences;
import io.tierwise.segmentation.run.CustomerFeatures;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** Tastes, users who are alike, and lookalikes of a segment. */
class TasteIT extends RunningService {
  @Autowired private CustomerFeatures features;
  @Autowired private Activities activities;

  @Test
  void tastes_areFound_andEveryUserHasTheNearest() {
    assertThat(get("/v1/tastes").status()).isEqualTo(404);
    assertThat(post("/v1/taste-runs", "{}").status()).isEqualTo(409);
    shop();

    Answer run = post("/v1/taste-runs", "{\"k\":2}");
    assertThat(run.status()).as(run.body().toString()).isEqualTo(201);
    assertThat(run.body().get("customers").asInt()).isEqualTo(60);
    List<String> names = new ArrayList<>();
    run.body().get("items").forEach(cluster -> names.add(cluster.get("name").asString()));
    assertThat(names).containsExactlyInAnyOrder("Garden", "Kitchen");
    assertThat(get("/v1/tastes").body()).isEqualTo(run.body());
    assertThat(get("/v1/users/c00/taste").body().get("taste").asString()).isEqualTo("Garden");
    assertThat(get("/v1/users/c01/taste").body().get("taste").asString()).isEqualTo("Kitchen");
    assertThat(get("/v1/users/nobody/taste").status()).isEqualTo(404);
    assertThat(post("/v1/taste-runs", "{\"k\":1}").status()).isEqualTo(400);
  }

  @Test
  void similarUsers_areThoseWhoLikeTheSame_orHadToDoWithTheSame() {
    shop();
    activities.add(List.of(deed("c00", 1, 7), deed("c00", 2, 8)));
    activities.add(List.of(deed("c01", 3, 7), deed("c01", 4, 8), deed("c01", 5, 9)));
    activities.add(List.of(deed("c02", 6, 9)));

    JsonNode byTaste = get("/v1/users/c00/similar?limit=29").body().get("items");
    assertThat(byTaste).hasSize(29);
    byTaste.forEach(
        one ->
            assertThat(Integer.parseInt(one.get("userId").asString().substring(1)) % 2).isZero());
    JsonNode byItems = get("/v1/users/c00/similar?measure=jaccard").body().get("items");
    assertThat(byItems).hasSize(1);
    assertThat(byItems.get(0).get("userId").asString()).isEqualTo("c01");
    assertThat(byItems.get(0).get("similarity").asDouble()).isEqualTo(2 / 3.0);
    assertThat(get("/v1/users/c00/similar?measure=euclid").status()).isEqualTo(400);
    assertThat(get("/v1/users/nobody/similar").status()).isEqualTo(404);
  }

  @Test
  void lookalikes_areNearTheSegment_andOutsideOfIt() {
    shop();
    call(
        "PUT",
        "/v1/audiences/seeds",
        "{\"rule\":{\"and\":[{\"field\":\"frequency\",\"op\":\">=\",\"value\":20},"
            + "{\"field\":\"country\",\"op\":\"=\",\"value\":\"GB\"}]}}");
    await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get("/v1/audiences/seeds").body().get("customers").asInt() == 5);

    JsonNode found = post("/v1/audiences/seeds/lookalikes", "{\"n\":5}").body().get("items");
    List<String> users = new ArrayList<>();
    found.forEach(one -> users.add(one.get("userId").asString()));
    // The other heavy buyers, who live elsewhere.
    assertThat(users).containsExactlyInAnyOrder("c05", "c06", "c07", "c08", "c09");
    assertThat(post("/v1/audiences/seeds/lookalikes", "{\"n\":0}").status()).isEqualTo(400);
    assertThat(post("/v1/audiences/nothing/lookalikes", "{}").status()).isEqualTo(404);
  }

  /** 60 customers: the first ten buy a lot, five of them in Great Britain; even ones garden. */
  private void shop() {
    List<FeatureChange.Updated> updates = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      Customer customer =
          Shop.customer(
              "c%02d".formatted(i), 5, i < 10 ? 20 + i % 5 : 1 + i % 3, i < 10 ? "900" : "20");
      double share = 0.8 + i * 0.001;
      updates.add(
          new FeatureChange.Updated(
              customer,
              new Preferences(
                  Map.of(i % 2 == 0 ? "Garden" : "Kitchen", share),
                  Map.of(),
                  Map.of(),
                  Map.of(),
                  List.of(),
                  List.of(),
                  i < 5 ? "GB" : "DE"),
              List.of()));
    }
    features.upsert(updates);
  }

  private static Deed deed(String user, long key, long item) {
    return new Deed(user, "Product Viewed", 20_000, key, item, 0);
  }
}
