package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.ContactAllowance;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

/** A hundred deciders at once against every limit, and what the limits are called. */
class DecisionLimitsIT extends CampaignServiceIT {
  @Autowired ContactAllowance allowance;

  private void policy(String json) {
    Answer answer = call("PUT", "/v1/contact-policy", json);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  @AfterEach
  void noPolicy() {
    policy("{}");
  }

  /** Where it is about noon now: no day ends while a test runs. */
  private static String noonZone() {
    int west = Instant.now().atZone(ZoneOffset.UTC).getHour() - 12;
    return west == 0 ? "UTC" : "Etc/GMT" + (west > 0 ? "+" : "") + west;
  }

  private static String offer(String id, String channel, String variant, String value) {
    return """
        {"offerId": "%s", "channel": "%s", "costPerContact": "0.05", "variant": %s, "value": %s,
         "creatives": {"default": {"title": "Hello"}}}"""
        .formatted(id, channel, variant, value);
  }

  private static String everywhere() {
    return String.join(
        ",",
        offer("mail", "email", null, null),
        offer("text", "sms", null, null),
        offer("note", "push", null, null));
  }

  /** A running campaign; its name is its segment. */
  private String running(String segment, String budget, String offers, String more) {
    Answer made =
        post(
            "/v1/campaigns",
            """
            {"name": "%1$s", "status": "running",
             "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2100-01-01T00:00:00Z",
             "budget": {"amount": "%2$s", "currency": "GBP"}, "margin": 0.5, "offers": [%3$s],
             "audience": {"segments": ["%1$s"]}%4$s}
            """
                .formatted(segment, budget, offers, more));
    assertThat(made.status()).as("%s", made.body()).isEqualTo(201);
    return made.body().get("id").asString();
  }

  private JsonNode decide(String user, String channel) {
    Answer answer =
        post("/v1/decisions", "{\"userId\": \"%s\", \"channel\": \"%s\"}".formatted(user, channel));
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
    return answer.body();
  }

  private Map<String, Integer> atOnce(List<String> users, String... channels) throws Exception {
    List<Callable<JsonNode>> calls = new ArrayList<>();
    while (calls.size() < 100) {
      for (String user : users) {
        for (String channel : channels) {
          calls.add(() -> decide(user, channel));
        }
      }
    }
    Map<String, Integer> outcomes = new TreeMap<>();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<JsonNode> call : threads.invokeAll(calls)) {
        outcomes.merge(call.get().get("outcome").asString(), 1, Integer::sum);
      }
    }
    return outcomes;
  }

  private int contactsOf(String user) {
    return all("/v1/users/" + user + "/contacts").size();
  }

  @Test
  void capsOfDayWeekAndMonth_holdForEachUser_overCampaignsAndChannels() throws Exception {
    List<String> users = members("caps", 6);
    running("caps", "50", everywhere(), "");
    running("caps", "50", everywhere(), "");
    policy("{\"caps\": {\"day\": 2, \"week\": 3, \"month\": 4}}");
    Instant now = Instant.now();
    for (String user : users.subList(2, 4)) {
      take(user, now, 4, 3);
    }
    for (String user : users.subList(4, 6)) {
      take(user, now, 14, 12, 10);
    }
    Map<String, Integer> outcomes = atOnce(users, "email", "sms", "push");
    assertThat(users.stream().map(this::contactsOf)).containsExactly(2, 2, 1, 1, 1, 1);
    assertThat(outcomes).containsEntry("offered", 8).containsKey("capped");
  }

  private void take(String user, Instant now, int... daysAgo) {
    for (int days : daysAgo) {
      assertThat(
              allowance.take(
                  user, Channel.EMAIL, user + "-" + days, now.minus(Duration.ofDays(days))))
          .isInstanceOf(ContactAllowance.Taken.Granted.class);
    }
  }

  @Test
  void capacityOfAChannel_holdsForTheDay() throws Exception {
    List<String> users = members("capacity", 40);
    String campaign = running("capacity", "50", offer("text", "sms", null, null), "");
    String zone = noonZone();
    policy("{\"timezone\": \"%s\"}".formatted(zone));
    long before =
        jdbc.sql(
                "select count(*) from contact_made m, contact_policy p where m.channel = 'sms'"
                    + " and shop_day(p.policy, m.at) = shop_day(p.policy, now())")
            .query(Long.class)
            .single();
    policy(
        "{\"timezone\": \"%s\", \"channels\": {\"sms\": {\"capacityPerDay\": %d}}}"
            .formatted(zone, before + 10));
    Map<String, Integer> outcomes = atOnce(users, "sms");
    assertThat(all("/v1/campaigns/" + campaign + "/contacts")).hasSize(10);
    assertThat(outcomes).containsEntry("offered", 10).containsKey("channel-full");
    assertThat(allowance.take("capacity-z", Channel.SMS, "capacity-z", Instant.now()))
        .isInstanceOf(ContactAllowance.Taken.Refused.class);
    assertThat(verdict(unserved(users, campaign), campaign)).isEqualTo("channel-full");
  }

  private String unserved(List<String> users, String campaign) {
    List<String> served =
        all("/v1/campaigns/" + campaign + "/contacts").stream()
            .map(contact -> contact.get("userId").asString())
            .toList();
    return users.stream().filter(user -> !served.contains(user)).findFirst().orElseThrow();
  }

  private String verdict(String user, String campaign) {
    return all("/v1/users/" + user + "/contact-explanation").stream()
        .filter(item -> item.get("campaignId").asString().equals(campaign))
        .map(item -> item.get("verdict").asString())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void dailyBudget_isNeverExceeded_andHeldOutUsersAreNeverServed() throws Exception {
    List<String> users = members("daily", 60);
    policy("{\"timezone\": \"%s\"}".formatted(noonZone()));
    String campaign =
        running(
            "daily",
            "50",
            offer("o", "onsite", null, null),
            """
            , "holdoutShare": 0.3,
             "pacing": {"dailyBudget": {"amount": "0.50", "currency": "GBP"}}
            """);
    Map<String, Integer> outcomes = atOnce(users, "onsite");
    assertThat(outcomes).containsEntry("offered", 10).containsKey("paced");
    assertThat(get("/v1/campaigns/" + campaign).body().at("/spent/amount").asString())
        .isEqualTo("0.50");
    HoldoutAssignment holdout = new HoldoutAssignment(campaign, 0.3);
    assertThat(all("/v1/campaigns/" + campaign + "/contacts"))
        .hasSize(10)
        .noneMatch(contact -> holdout.holdsOut(contact.get("userId").asString()));
    String left =
        users.stream()
            .filter(user -> !holdout.holdsOut(user) && contactsOf(user) == 0)
            .findFirst()
            .orElseThrow();
    assertThat(verdict(left, campaign)).isEqualTo("paced");
  }

  @Test
  void evenPace_spendsNoMoreByNoonThanTheCurveAllows() throws Exception {
    List<String> users = members("even", 60);
    policy("{\"timezone\": \"%s\"}".formatted(noonZone()));
    String campaign =
        running(
            "even",
            "50",
            offer("o", "onsite", null, null),
            ", \"pacing\": {\"even\": true, \"dailyBudget\":"
                + " {\"amount\": \"2.00\", \"currency\": \"GBP\"}}");
    assertThat(atOnce(users, "onsite")).containsKey("paced");
    // Noon has 12 to 13 of 24 hours behind it: .50 to .55 of the day, and .05 ahead of that.
    String spent = get("/v1/campaigns/" + campaign).body().at("/spent/amount").asString();
    assertThat(new BigDecimal(spent)).isBetween(new BigDecimal("0.05"), new BigDecimal("1.25"));
  }

  @Test
  void variantOfACampaign_staysTheSameForAUser() throws Exception {
    List<String> users = members("variants", 12);
    String offers =
        String.join(
            ",",
            offer("a-mail", "email", "\"A\"", null),
            offer("b-mail", "email", "\"B\"", null),
            offer("a-text", "sms", "\"A\"", null),
            offer("b-note", "push", "\"B\"", null));
    String campaign = running("variants", "50", offers, ", \"contactsPerUser\": 5");
    atOnce(users, "email", "sms", "push");
    Map<String, List<String>> variants = new TreeMap<>();
    all("/v1/campaigns/" + campaign + "/contacts")
        .forEach(
            c ->
                variants
                    .computeIfAbsent(c.get("userId").asString(), _ -> new ArrayList<>())
                    .add(c.get("variant").asString()));
    assertThat(variants).hasSize(12);
    assertThat(variants.values()).allSatisfy(of -> assertThat(of).containsOnly(of.getFirst()));
  }

  @Test
  void quietHours_areThoseOfTheUsersClock() {
    String user = members("quiet", 1).getFirst();
    String campaign = running("quiet", "50", offer("m", "email", null, null), "");
    LocalTime there = LocalTime.now(ZoneId.of("Europe/London"));
    policy(quiet("email", there.minusHours(2), there.plusHours(2)));
    JsonNode decision = decide(user, "email");
    assertThat(decision.get("outcome").asString()).isEqualTo("quiet-hours");
    assertThat(verdict(user, campaign)).isEqualTo("quiet-hours");
    policy(quiet("email", there.plusHours(5), there.plusHours(8)));
    assertThat(verdict(user, campaign)).isEqualTo("eligible");
    assertThat(decide(user, "email").get("outcome").asString()).isEqualTo("offered");
  }

  private static String quiet(String channel, LocalTime from, LocalTime to) {
    return "{\"channels\": {\"%s\": {\"quietHours\": {\"from\": \"%s\", \"to\": \"%s\"}}}}"
        .formatted(channel, from.withNano(0), to.withNano(0));
  }

  @Test
  void higherPriority_comesBeforeHigherValue_inDecisionsAndAllocations() {
    List<String> users = members("priority", 4);
    running("priority", "50", offer("rich", "email", null, "500"), "");
    String first =
        running("priority", "0.10", offer("poor", "email", null, "50"), ", \"priority\": 5");
    JsonNode run = allocateAll(first);
    assertThat(run.at("/result/contacts").asInt()).isEqualTo(4);
    assertThat(run.at("/result/gap").asDouble()).isLessThan(0.01);
    assertThat(all("/v1/campaigns/" + first + "/contacts")).hasSize(2);

    String user = members("priority-now", 1).getFirst();
    running("priority-now", "50", offer("rich", "onsite", null, "500"), "");
    String chosen =
        running("priority-now", "50", offer("poor", "onsite", null, "50"), ", \"priority\": 5");
    assertThat(decide(user, "onsite").get("campaignId").asString()).isEqualTo(chosen);
    assertThat(users).hasSize(4);
  }

  /** Both campaigns of the segment of this one. */
  private JsonNode allocateAll(String campaign) {
    String segment = get("/v1/campaigns/" + campaign).body().get("name").asString();
    List<String> ids =
        all("/v1/campaigns").stream()
            .filter(c -> c.get("name").asString().equals(segment))
            .map(c -> c.get("id").asString())
            .toList();
    return allocate(String.join("\", \"", ids), false);
  }

  @Test
  void allocation_keepsCapsOfThePolicy_whenItPlansAndWhenItCommits() {
    List<String> users = members("planned-caps", 6);
    String campaign = running("planned-caps", "50", offer("m", "email", null, null), "");
    policy("{\"channels\": {\"email\": {\"caps\": {\"day\": 1}}}}");
    for (String user : users.subList(0, 4)) {
      take(user, Instant.now(), 0);
    }
    JsonNode run = allocate(campaign, false);
    assertThat(run.at("/result/contacts").asInt()).isEqualTo(2);
    assertThat(run.at("/result/warnings")).isEmpty();
    assertThat(users.stream().map(this::contactsOf)).containsExactly(0, 0, 0, 0, 1, 1);
    assertThat(verdict(users.getFirst(), campaign)).isEqualTo("capped");
  }

  @Test
  void sessionWithoutUser_isDecidedFromWhatThereIs_andSaysWhatIsMissing() {
    Answer made =
        post(
            "/v1/campaigns",
            """
            {"name": "sessions", "status": "running", "priority": 100,
             "startsAt": "2020-01-01T00:00:00Z", "endsAt": "2100-01-01T00:00:00Z",
             "budget": {"amount": "5", "currency": "GBP"}, "margin": 0.5, "offers": [%s]}
            """
                .formatted(offer("o", "onsite", null, "40")));
    String id = made.body().get("id").asString();
    JsonNode decision = post("/v1/decisions", "{\"sessionId\": \"s-1\"}").body();
    assertThat(decision.get("campaignId").asString()).isEqualTo(id);
    List<String> degraded = new ArrayList<>();
    decision.get("degraded").forEach(missing -> degraded.add(missing.asString()));
    assertThat(degraded).contains("profile", "tier", "prices");
    JsonNode again = post("/v1/decisions", "{\"sessionId\": \"s-1\"}").body();
    assertThat(again.get("decisionId")).isEqualTo(decision.get("decisionId"));
    assertThat(post("/v1/decisions", "{\"anonymousId\": \"a-1\"}").body().get("offerId").isNull())
        .isFalse();
    assertThat(post("/v1/campaigns/" + id + "/end", "").status()).isEqualTo(200);
  }
}
