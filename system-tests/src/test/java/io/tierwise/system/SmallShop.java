package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/**
 * A shop that is small enough to read: three departments of twenty items, and customers who keep to
 * one of them. It is loaded, trained, tiered and has a campaign that runs.
 */
final class SmallShop {
  static final String[] DEPARTMENTS = {"Home", "Garden", "Toys"};
  private static final int ITEMS = 20;
  private static final int CUSTOMERS = 240;
  private static boolean open;

  static synchronized void openIn(RunningSuite suite) {
    if (open) {
      return;
    }
    loadCatalogue(suite);
    // Other tests that share the suite have customers of their own.
    int before = suite.profile().read("/v1/profiles/counts").get("events").intValue();
    int events = before + loadHistory(suite);
    Eventually.asserted(
        "profiles",
        Duration.ofMinutes(2),
        () ->
            assertThat(suite.profile().read("/v1/profiles/counts").get("events").intValue())
                .isGreaterThanOrEqualTo(events));
    train(suite);
    tier(suite);
    runCampaign(suite);
    open = true;
  }

  static String item(String department, int number) {
    return department.substring(0, 1) + "-" + number;
  }

  /** Whether the model knows it: other tests that share the suite bring items that it never saw. */
  static boolean sells(String itemId) {
    return Arrays.stream(DEPARTMENTS)
        .anyMatch(
            department ->
                IntStream.range(0, ITEMS)
                    .mapToObj(i -> item(department, i))
                    .anyMatch(itemId::equals));
  }

  private static void loadCatalogue(RunningSuite suite) {
    List<String> items = new ArrayList<>();
    for (String department : DEPARTMENTS) {
      for (int i = 0; i < ITEMS; i++) {
        items.add(
            "{\"itemId\":\"%s\",\"name\":\"%s item %d\",\"categoryPath\":[\"%s\"],\"brand\":\"B%d\",\"price\":%d.50}"
                .formatted(item(department, i), department, i, department, i % 4, 5 + i));
      }
    }
    Rest.Answer answer =
        suite.ingest().post("/v1/items/batch", "{\"items\":[" + String.join(",", items) + "]}");
    assertThat(answer.status()).as(answer.body()).isEqualTo(202);
    assertThat(answer.json().get("rejected").intValue()).as(answer.body()).isZero();
  }

  private static int loadHistory(RunningSuite suite) {
    SplittableRandom random = new SplittableRandom(7);
    Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    List<String> events = new ArrayList<>();
    for (int c = 0; c < CUSTOMERS; c++) {
      String department = DEPARTMENTS[c % 3];
      int orders = 1 + (c % 10 == 0 ? 12 : random.nextInt(3));
      for (int o = 0; o < orders; o++) {
        Instant time = now.minus(random.nextInt(1, 90 * 24), ChronoUnit.HOURS);
        int first = random.nextInt(ITEMS);
        int second = (first + 1) % ITEMS;
        events.add(order("shop-" + c, "shop-" + c + "-" + o, time, department, first, second));
      }
    }
    for (int from = 0; from < events.size(); from += 100) {
      List<String> batch = events.subList(from, Math.min(events.size(), from + 100));
      Rest.Answer answer =
          suite.ingest().post("/v1/batch", "{\"batch\":[" + String.join(",", batch) + "]}");
      assertThat(answer.status()).as(answer.body()).isEqualTo(202);
      assertThat(answer.json().get("rejected").intValue()).as(answer.body()).isZero();
    }
    return events.size();
  }

  /** An order of two items that often go together. */
  static String order(
      String user, String orderId, Instant time, String department, int first, int second) {
    return """
        {"type":"track","event":"Order Completed","messageId":"m-%2$s","userId":"%1$s","timestamp":"%3$s",
         "properties":{"order_id":"%2$s","revenue":%6$d,"currency":"GBP","products":[
           {"product_id":"%4$s","price":%7$d.50,"quantity":1},{"product_id":"%5$s","price":%8$d.50,"quantity":1}]}}
        """
        .formatted(
            user,
            orderId,
            time,
            item(department, first),
            item(department, second),
            11 + first + second,
            5 + first,
            5 + second);
  }

  /** Again if recommend-service had not read everything: it does so by itself. */
  private static void train(RunningSuite suite) {
    Eventually.asserted(
        "a model that knows all customers",
        Duration.ofMinutes(2),
        () -> {
          JsonNode run = suite.recommend().job("/v1/training-runs", "{}", "SUCCEEDED");
          assertThat(run.at("/data/users").intValue())
              .as(run.toString())
              .isGreaterThanOrEqualTo(CUSTOMERS);
        });
  }

  private static void tier(RunningSuite suite) {
    Eventually.asserted(
        "all customers have a tier",
        Duration.ofMinutes(2),
        () -> {
          JsonNode draft = suite.segmentation().job("/v1/runs", "{\"k\":3,\"seed\":1}", "DRAFT");
          assertThat(draft.at("/result/customers").intValue()).isGreaterThanOrEqualTo(CUSTOMERS);
          Rest.Answer published =
              suite
                  .segmentation()
                  .post("/v1/runs/" + draft.get("id").stringValue() + "/publish", "{}");
          assertThat(published.status()).as(published.body()).isEqualTo(200);
        });
  }

  private static void runCampaign(RunningSuite suite) {
    Instant now = Instant.now();
    List<String> offers = new ArrayList<>();
    for (String department : DEPARTMENTS) {
      offers.add(
          """
          {"offerId":"%1$s-offer","name":"%1$s week","itemIds":[],"categories":["%1$s"],"value":"40.00",
           "channel":"onsite","costPerContact":"0.01",
           "creatives":{"default":{"title":"%1$s week","body":"For you"}}}
          """
              .formatted(department));
    }
    String campaign =
        """
        {"name":"Second order","goal":"repeat-purchase","startsAt":"%s","endsAt":"%s",
         "budget":{"amount":"500.00","currency":"GBP"},"margin":0.4,"holdoutShare":0.0,"contactsPerUser":5,
         "audience":{"tiers":[],"segments":[],"conditions":[{"feature":"orders","op":"gte","value":1}],"requireConsent":null},
         "offers":[%s]}
        """
            .formatted(
                now.minus(1, ChronoUnit.HOURS),
                now.plus(1, ChronoUnit.DAYS),
                String.join(",", offers));
    Rest.Answer created = suite.campaign().post("/v1/campaigns", campaign);
    assertThat(created.status()).as(created.body()).isEqualTo(201);
    String id = created.json().get("id").stringValue();
    Rest.Answer started =
        suite.campaign().post("/v1/campaigns/" + id + "/start?allow=audience-empty", "{}");
    assertThat(started.status()).as(started.body()).isEqualTo(200);
  }

  private SmallShop() {}
}
