package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.profile.ProfileFeatures;
import io.tierwise.segmentation.customer.Customer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** An audit from the request to the page. */
class FairnessIT extends RunningService {
  private static final List<Customer> SHOP = Shop.skewed(400, 3);

  @Test
  void audit_comparesGroupsAndIsShownWithTheRun() throws Exception {
    for (int i = 0; i < SHOP.size(); i++) {
      Customer customer = SHOP.get(i);
      // Those who spent little live elsewhere, so that what they spent tells where.
      boolean little = customer.netRevenue().doubleValue() < 60;
      kafka.send(
          Topics.PROFILE_FEATURES,
          customer.userId(),
          ContractJson.write(
              from(
                  features(customer, true),
                  little ? "DE" : "GB",
                  i % 2 == 0 ? List.of("app", "web") : List.of("web"))));
    }
    kafka.flush();
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.sql("select count(*) from customer_feature").query(Long.class).single()
                    == 400);
    String id = publishedRun("{\"k\":3}");
    String path = "/v1/runs/" + id + "/fairness";
    assertThat(get(path + "?attribute=country").status()).isEqualTo(404);

    Answer asked = post(path, "{\"attribute\":\"country\",\"proxyBound\":0.95}");
    assertThat(asked.status()).as(asked.body().toString()).isEqualTo(202);
    JsonNode audit = done(asked.header("Location"));
    JsonNode result = audit.get("result");
    assertThat(result.get("customers").asLong()).isEqualTo(400);
    assertThat(result.get("verdict").asString()).isEqualTo("ADVERSE");
    assertThat(result.get("favouredTiers").get(0).asString()).isEqualTo("Diamond");
    JsonNode run = get("/v1/runs/" + id).body().get("result");
    for (int t = 0; t < 3; t++) {
      long inTier = 0;
      for (JsonNode group : result.get("groups")) {
        inTier += group.get("tiers").get(t).get("customers").asLong();
      }
      assertThat(inTier).isEqualTo(run.get("tiers").get(t).get("customers").asLong());
    }
    assertThat(result.get("features").get(0).get("feature").asString()).isEqualTo("monetary");
    assertThat(result.get("withoutProxies").get("moved").asLong()).isPositive();

    JsonNode channels =
        done(post(path, "{\"attribute\":\"channel\",\"favourable\":2}").header("Location"));
    assertThat(channels.get("result").get("groups"))
        .extracting(group -> group.get("name").asString())
        .containsExactlyInAnyOrder("app + web", "web");
    assertThat(get("/v1/runs/" + id + "/report").response().body())
        .contains("Fairness by country", "Fairness by channel", "app + web");
  }

  private JsonNode done(String location) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> get(location).body(), audit -> audit.get("state").asString().equals("DONE"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{} | attribute",
        "{\"attribute\":\"height\"} | attribute",
        "{\"attribute\":\"country\",\"favourable\":0} | favourable",
        "{\"attribute\":\"country\",\"favourable\":2} | favourable",
        "{\"attribute\":\"country\",\"favourable\":1.5} | favourable",
        "{\"attribute\":\"country\",\"proxyBound\":0.4} | proxyBound",
        "{\"attribute\":\"country\",\"tier\":1} | tier"
      })
  void requestThatIsWrong_isAnsweredWithItsField(String body, String field) {
    know(SHOP.subList(0, 100));
    String id = finishedRun("{\"k\":2}").get("id").asString();

    Answer answer = post("/v1/runs/" + id + "/fairness", body);

    assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
    assertThat(answer.body().get("errors").get(0).get("field").asString()).isEqualTo(field);
    assertThat(get("/v1/runs/" + id + "/fairness?attribute=height").status()).isEqualTo(400);
  }

  private static ProfileFeatures from(ProfileFeatures f, String country, List<String> channels) {
    return new ProfileFeatures(
        f.schema(),
        f.userId(),
        f.identified(),
        f.mergedIds(),
        f.asOf(),
        f.firstSeenAt(),
        f.lastSeenAt(),
        f.eventCounts(),
        f.orders(),
        f.firstOrderAt(),
        f.lastOrderAt(),
        f.grossRevenue(),
        f.refunds(),
        f.netRevenue(),
        f.averageOrderValue(),
        f.sessions(),
        f.browseSeconds(),
        f.activeDays(),
        f.categoryBreadth(),
        f.categoryAffinity(),
        f.brandAffinity(),
        f.priceBandAffinity(),
        f.hourOfWeek(),
        f.devices(),
        channels,
        country,
        f.locale(),
        f.timezone(),
        f.consent(),
        f.traits());
  }
}
