package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.assertj.core.api.Assertions.withinPercentage;
import static org.awaitility.Awaitility.await;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.campaign.CampaignContact;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.statistics.Interval;
import io.tierwise.statistics.NewcombeInterval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.JsonNode;

/** Features and tiers in, contacts out, outcomes back in, report. */
class LoopIT extends CampaignServiceIT {
  @Autowired ConsumerFactory<String, byte[]> consumers;

  @Test
  void loop_fromFeaturesToReport() {
    members("loop", 400);
    String id = campaign("loop", "email", "5.00", 0.25);

    JsonNode plan = allocate(id, true).get("result");
    assertThat(get("/v1/campaigns/" + id).body().at("/spent/amount").asString()).isEqualTo("0.00");
    JsonNode result = allocate(id, false).get("result");
    // Contacts of other tests ripen meanwhile, which moves the common response rate a little.
    assertThat(result.get("primal").asDouble())
        .isCloseTo(plan.get("primal").asDouble(), withinPercentage(5));
    assertThat(plan.get("contacts").asInt()).isEqualTo(100);
    checkResult(result, id);

    List<JsonNode> contacts = all("/v1/campaigns/" + id + "/contacts");
    assertThat(contacts).hasSize(100);
    Set<String> published = published(id, 100);
    assertThat(published)
        .isEqualTo(
            new HashSet<>(contacts.stream().map(c -> c.get("contactId").asString()).toList()));
    List<String> controls =
        all("/v1/campaigns/" + id + "/holdout").stream()
            .map(unit -> unit.get("userId").asString())
            .toList();
    assertThat(controls).hasSize(result.get("holdout").asInt()).isNotEmpty();
    assertThat(contacts).noneMatch(c -> controls.contains(c.get("userId").asString()));
    checkContacts(contacts, controls);
    Set<String> treated = treated(id);
    assertThat(treated).hasSize(result.get("treated").asInt()).isNotEmpty();
    assertThat(contacts.stream().map(LoopIT::user)).containsAll(treated);
    // Of the twenty who buy, the second one's order is cancelled.
    long converted =
        contacts.subList(0, 20).stream()
            .map(LoopIT::user)
            .filter(user -> treated.contains(user) && !user.equals(user(contacts.get(1))))
            .count();

    List<BehaviorEvent> outcomes = outcomes(contacts, controls);
    outcomes.forEach(this::send);
    await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> checkReport(report(id), treated.size(), controls.size(), converted));
    JsonNode before = report(id);

    // The same events again, and one new at the end of each partition to know when they were read.
    outcomes.forEach(this::send);
    fence("loop");
    assertThat(report(id)).isEqualTo(before);

    JsonNode again = allocate(id, false).get("result");
    assertThat(again.get("contacts").asInt()).isZero();
  }

  private void checkResult(JsonNode result, String id) {
    assertThat(result.get("contacts").asInt()).isEqualTo(100);
    assertThat(result.at("/spend/amount").asString()).isEqualTo("5.00");
    assertThat(result.at("/budget/amount").asString()).isEqualTo("5.00");
    assertThat(result.get("primal").asDouble()).isLessThanOrEqualTo(result.get("bound").asDouble());
    assertThat(result.get("gap").asDouble()).isBetween(0.0, 0.02);
    assertThat(result.get("prices").get(id).asDouble()).isPositive();
    assertThat(result.get("warnings")).isEmpty();
    assertThat(result.get("eligibleUsers").asInt()).isEqualTo(400);
  }

  private static void checkContacts(List<JsonNode> contacts, List<String> controls) {
    for (JsonNode contact : contacts) {
      boolean gold = contact.get("tier").asString().equals("Gold");
      assertThat(contact.at("/creative/title").asString())
          .isEqualTo(gold ? "Hello, Gold" : "Hello");
      assertThat(contact.at("/cost/amount").asString()).isEqualTo("0.05");
    }
    // Whom the recommender calls keen come first: all of the 40 who end in 7 and are not held out.
    long keen = contacts.stream().filter(c -> c.get("userId").asString().endsWith("7")).count();
    long keenControls = controls.stream().filter(user -> user.endsWith("7")).count();
    assertThat(keen).isEqualTo(40 - keenControls);
  }

  private Set<String> published(String campaign, int expected) {
    Map<String, Integer> seen = new HashMap<>();
    try (Consumer<String, byte[]> consumer = consumers.createConsumer("loop-it", "loop-it")) {
      consumer.subscribe(List.of(Topics.CAMPAIGN_CONTACTS));
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                for (ConsumerRecord<String, byte[]> message :
                    consumer.poll(Duration.ofMillis(300))) {
                  CampaignContact contact =
                      ContractJson.read(message.value(), CampaignContact.class);
                  if (contact.campaignId().equals(campaign)) {
                    assertThat(message.key()).isEqualTo(contact.userId());
                    assertThat(contact.cost()).isEqualByComparingTo("0.05");
                    seen.merge(contact.contactId(), 1, Integer::sum);
                  }
                }
                return seen.size() == expected;
              });
    }
    assertThat(seen.values()).allMatch(times -> times == 1);
    return seen.keySet();
  }

  /** 60 impressions, 30 clicks, 20 orders of 50.00, one refunded by 10.00, one cancelled. */
  private static List<BehaviorEvent> outcomes(List<JsonNode> contacts, List<String> controls) {
    Instant now = Instant.now();
    List<BehaviorEvent> events = new ArrayList<>();
    for (int i = 0; i < 60; i++) {
      String user = contacts.get(i).get("userId").asString();
      EventPromotion promotion =
          new EventPromotion(
              null,
              contacts.get(i).get("campaignId").asString(),
              "o1",
              null,
              "inbox",
              contacts.get(i).get("contactId").asString());
      events.add(event(user, "v" + i, EventNames.PROMOTION_VIEWED, now, null, promotion));
      if (i < 30) {
        events.add(
            event(
                user, "k" + i, EventNames.PROMOTION_CLICKED, now.plusSeconds(1), null, promotion));
      }
      if (i < 20) {
        events.add(
            event(
                user,
                "b" + i,
                EventNames.ORDER_COMPLETED,
                now.plusSeconds(2),
                order("order" + i, "50.00"),
                null));
      }
    }
    String first = contacts.get(0).get("userId").asString();
    String second = contacts.get(1).get("userId").asString();
    events.addFirst(
        event(
            first,
            "r",
            EventNames.ORDER_REFUNDED,
            now.plusSeconds(9),
            order("order0", "10.00"),
            null));
    events.add(
        event(
            second,
            "x",
            EventNames.ORDER_CANCELLED,
            now.plusSeconds(9),
            order("order1", null),
            null));
    events.add(
        event(
            controls.get(0),
            "c",
            EventNames.ORDER_COMPLETED,
            now.plusSeconds(2),
            order("control", "40.00"),
            null));
    return events;
  }

  private JsonNode report(String id) {
    return get("/v1/campaigns/" + id + "/report").body();
  }

  private static String user(JsonNode contact) {
    return contact.get("userId").asString();
  }

  private Set<String> treated(String campaign) {
    return jdbc.sql("select user_id from experiment_unit where campaign_id = ? and arm = 'TREATED'")
        .param(campaign)
        .query(String.class)
        .set();
  }

  private static void checkReport(JsonNode report, int treated, int controls, long converted) {
    JsonNode totals = report.get("totals");
    assertThat(totals.get("contacts").asInt()).isEqualTo(100);
    assertThat(totals.get("impressions").asInt()).isEqualTo(60);
    assertThat(totals.get("clicks").asInt()).isEqualTo(30);
    assertThat(totals.get("ctr").asDouble()).isEqualTo(0.5);
    assertThat(totals.get("conversions").asInt()).isEqualTo(19);
    assertThat(totals.get("cvr").asDouble()).isEqualTo(0.19);
    assertThat(totals.at("/revenue/amount").asString()).isEqualTo("940.00");
    assertThat(totals.at("/spend/amount").asString()).isEqualTo("5.00");
    assertThat(totals.at("/cpa/amount").asString()).isEqualTo("0.263158");
    assertThat(totals.at("/cpm/amount").asString()).isEqualTo("83.333333");
    assertThat(totals.get("roi").asDouble()).isCloseTo((0.5 * 940 - 5) / 5, within(1e-9));
    assertThat(sum(report.get("byTier"), "conversions")).isEqualTo(19);
    assertThat(sum(report.get("byTier"), "contacts")).isEqualTo(100);
    assertThat(report.at("/byChannel/0/key").asString()).isEqualTo("email");
    assertThat(report.at("/byVariant/0/key").asString()).isEqualTo("A");
    assertThat(sum(report.get("byVariant"), "clicks")).isEqualTo(30);

    JsonNode experiment = report.get("experiment");
    assertThat(experiment.get("treated").asInt()).isEqualTo(treated);
    assertThat(experiment.get("control").asInt()).isEqualTo(controls);
    assertThat(experiment.get("controlConverted").asInt()).isEqualTo(1);
    assertThat(experiment.get("treatedConverted").asLong()).isEqualTo(converted);
    Interval interval = NewcombeInterval.ofDifference((int) converted, treated, 1, controls);
    assertThat(experiment.at("/liftInterval/0").asDouble())
        .isCloseTo(interval.low(), within(1e-12));
    assertThat(experiment.at("/liftInterval/1").asDouble())
        .isCloseTo(interval.high(), within(1e-12));
    BigDecimal incremental =
        new BigDecimal(experiment.at("/treatedRevenue/amount").asString())
            .subtract(BigDecimal.valueOf(40.0 * treated / controls));
    assertThat(new BigDecimal(experiment.at("/incrementalRevenue/amount").asString()))
        .isCloseTo(incremental, within(new BigDecimal("0.00001")));
    // Their contacts cost 0.05 each; half of the revenue is margin.
    assertThat(experiment.get("incrementalRoi").asDouble())
        .isCloseTo(
            (0.5 * incremental.doubleValue() - 0.05 * treated) / (0.05 * treated), within(1e-3));
    assertThat(experiment.at("/incrementalRoiInterval/0").asDouble())
        .isLessThan(experiment.get("incrementalRoi").asDouble());
    assertThat(report.at("/attribution/rule").asString()).isEqualTo("last-touch");
    assertThat(report.at("/attribution/window").asString()).isEqualTo("P7D");
  }

  private static int sum(JsonNode parts, String field) {
    int sum = 0;
    for (JsonNode part : parts) {
      sum += part.get(field).asInt();
    }
    return sum;
  }

  /** Waits until the listener has read all that was sent so far. */
  private void fence(String name) {
    for (int partition = 0; partition < 3; partition++) {
      BehaviorEvent marker =
          event(
              name + "-fence-" + partition,
              "fence",
              EventNames.ORDER_COMPLETED,
              Instant.EPOCH,
              order("fence", "1"),
              null);
      kafka.send(Topics.BEHAVIOR_EVENTS, partition, marker.userKey(), ContractJson.write(marker));
    }
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.sql("select count(*) from shop_order where user_id like ?")
                        .param(name + "-fence-%")
                        .query(Integer.class)
                        .single()
                    == 3);
  }

  @Test
  void listeners_putBrokenMessagesAsideAndKeepTheRest() {
    kafka.send(Topics.PROFILE_FEATURES, "broken-json", "{oops".getBytes());
    byte[] nul =
        new String(ContractJson.write(features("nul-0", 0)))
            .replace("\"TR\"", "\"T\\u0000\"")
            .getBytes();
    kafka.send(Topics.PROFILE_FEATURES, "nul-0", nul);
    kafka.send(Topics.BEHAVIOR_EVENTS, "x", "{\"event\":\"Order Completed\",".getBytes());
    members("aside", 5);
    try (Consumer<String, byte[]> consumer = consumers.createConsumer("aside-it", "aside-it")) {
      consumer.subscribe(List.of(Topics.REJECTED_EVENTS));
      Set<String> topics = new HashSet<>();
      Set<String> codes = new HashSet<>();
      await()
          .atMost(Duration.ofSeconds(60))
          .until(
              () -> {
                for (ConsumerRecord<String, byte[]> message :
                    consumer.poll(Duration.ofMillis(300))) {
                  JsonNode rejected = JSON.readTree(message.value());
                  topics.add(rejected.get("topic").asString());
                  codes.add(rejected.at("/reasons/0/code").asString());
                }
                return topics.size() == 2 && codes.size() == 2;
              });
      assertThat(codes).containsExactlyInAnyOrder("unreadable", "not-storable");
    }
  }

  @Test
  void tombstones_removeMembers() {
    members("gone", 3);
    kafka.send(Topics.PROFILE_FEATURES, "gone-1", null);
    await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () ->
                jdbc.sql("select count(*) from member_profile where user_id like 'gone-%'")
                        .query(Integer.class)
                        .single()
                    == 2);
  }

  @Test
  void allocation_withoutRecommender_goesOnNeutrallyAndSaysSo() {
    members("neutral", 20);
    String id = campaign("neutral", "email", "0.50", 0);
    RecommenderStub.broken = true;
    try {
      JsonNode result = allocate(id, false).get("result");
      assertThat(result.get("contacts").asInt()).isEqualTo(10);
      assertThat(result.at("/warnings/0").asString()).contains("recommend-service");
    } finally {
      RecommenderStub.broken = false;
    }
  }
}
