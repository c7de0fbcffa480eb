package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.audience.Persons;
import io.tierwise.campaign.audience.Persons.Person;
import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.SendGate;
import io.tierwise.campaign.delivery.SendGate.Verdict;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.ContactAllowance;
import io.tierwise.campaign.pressure.ContactAllowance.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

class ContactPolicyIT extends CampaignServiceIT {
  private static final Instant T = Instant.parse("2026-11-10T12:00:00Z");
  @Autowired ContactAllowance allowance;
  @Autowired Persons persons;
  @Autowired SendGate gate;
  @Autowired TransactionTemplate transactions;

  private void policy(String json) {
    Answer answer = call("PUT", "/v1/contact-policy", json);
    assertThat(answer.status()).as("%s", answer.body()).isEqualTo(200);
  }

  /** The policy holds for everybody: other tests have none. */
  @AfterEach
  void noPolicy() {
    policy("{}");
  }

  @Test
  void policy_isReadAsItWasWritten_withEveryChannel() {
    policy(
        """
        {"timezone": "Europe/London", "countryTimezones": {"TR": "Europe/Istanbul"},
         "caps": {"day": 2, "month": 20},
         "channels": {"email": {"caps": {"week": 3}, "capacityPerDay": 500},
                      "push": {"quietHours": {"from": "21:00", "to": "08:00"}}}}
        """);
    Answer answer = get("/v1/contact-policy");
    JsonNode read = answer.body();
    assertThat(read.at("/timezone").asString()).isEqualTo("Europe/London");
    assertThat(read.at("/countryTimezones/TR").asString()).isEqualTo("Europe/Istanbul");
    assertThat(read.at("/caps/day").asInt()).isEqualTo(2);
    assertThat(read.at("/caps/week").isNull()).isTrue();
    assertThat(read.at("/channels/email/caps/week").asInt()).isEqualTo(3);
    assertThat(read.at("/channels/email/capacityPerDay").asInt()).isEqualTo(500);
    assertThat(read.at("/channels/push/quietHours/from").asString()).isEqualTo("21:00");
    assertThat(read.at("/channels/onsite/counts").asBoolean()).isFalse();
    assertThat(read.at("/channels/sms/counts").asBoolean()).isTrue();
    String etag = answer.headers().firstValue("ETag").orElseThrow();
    assertThat(call("PUT", "/v1/contact-policy", "{}", "If-Match", etag).status()).isEqualTo(200);
    assertThat(call("PUT", "/v1/contact-policy", "{}", "If-Match", etag).status()).isEqualTo(412);
  }

  @Test
  void badPolicy_namesEveryField() {
    Answer answer =
        call(
            "PUT",
            "/v1/contact-policy",
            """
            {"timezone": "Mars/Base", "countryTimezones": {"turkey": "Europe/Istanbul"},
             "caps": {"day": -1},
             "channels": {"pigeon": {}, "sms": {"capacityPerDay": -5,
               "quietHours": {"from": "9pm", "to": "08:00"}}}}
            """);
    assertThat(answer.status()).isEqualTo(400);
    List<String> fields = new ArrayList<>();
    answer.body().get("errors").forEach(error -> fields.add(error.get("field").asString()));
    assertThat(fields)
        .containsExactlyInAnyOrder(
            "timezone",
            "countryTimezones.turkey",
            "caps.day",
            "channels.pigeon",
            "channels.sms.capacityPerDay",
            "channels.sms.quietHours.from");
  }

  @Test
  void caps_ofDayWeekAndMonth_holdOverChannels_andOfEach() {
    policy(
        """
        {"caps": {"day": 2, "week": 3, "month": 4}, "channels": {"email": {"caps": {"day": 1}}}}
        """);
    assertThat(take("w", Channel.EMAIL, T)).isInstanceOf(Taken.Granted.class);
    assertThat(take("w", Channel.EMAIL, T.plusSeconds(5)))
        .isEqualTo(new Taken.Refused("user-email-day", 1, 1));
    assertThat(take("w", Channel.SMS, T.plusSeconds(6))).isInstanceOf(Taken.Granted.class);
    assertThat(take("w", Channel.SMS, T.plusSeconds(7)))
        .isEqualTo(new Taken.Refused("user-day", 2, 2));
    // What does not weigh is not refused for what does, and the other way round.
    assertThat(take("w", Channel.ONSITE, T.plusSeconds(8))).isInstanceOf(Taken.Granted.class);
    assertThat(take("w", Channel.SMS, T.plus(Duration.ofDays(2))))
        .isInstanceOf(Taken.Granted.class);
    assertThat(take("w", Channel.SMS, T.plus(Duration.ofDays(4))))
        .isEqualTo(new Taken.Refused("user-week", 3, 3));
    assertThat(take("w", Channel.SMS, T.plus(Duration.ofDays(12))))
        .isInstanceOf(Taken.Granted.class);
    assertThat(take("w", Channel.SMS, T.plus(Duration.ofDays(25))))
        .isEqualTo(new Taken.Refused("user-month", 4, 4));
    assertThat(take("w", Channel.SMS, T.plus(Duration.ofDays(31))))
        .isInstanceOf(Taken.Granted.class);
  }

  private Taken take(String user, Channel channel, Instant at) {
    return allowance.take(user, channel, user + channel + at, at);
  }

  @Test
  void sameKey_countsOnce_alsoForAnotherIdOfTheUser_andCountsFollowThePerson() {
    policy("{\"caps\": {\"day\": 2}}");
    assertThat(allowance.take("ka", Channel.SMS, "k1", T)).isInstanceOf(Taken.Granted.class);
    assertThat(allowance.take("ka", Channel.SMS, "k1", T)).isInstanceOf(Taken.Granted.class);
    assertThat(allowance.take("kb", Channel.SMS, "k2", T)).isInstanceOf(Taken.Granted.class);
    assertThat(allowance.take("kb", Channel.SMS, "k3", T)).isInstanceOf(Taken.Granted.class);
    persons.follow(List.of(new Person("ka", List.of("kb"), T)));
    assertThat(allowance.take("kb", Channel.SMS, "k1", T)).isInstanceOf(Taken.Granted.class);
    assertThat(allowance.take("ka", Channel.SMS, "k4", T))
        .isEqualTo(new Taken.Refused("user-day", 3, 2));
    persons.follow(List.of(new Person("kb", List.of(), T.plusSeconds(1))));
    assertThat(allowance.take("ka", Channel.SMS, "k4", T)).isInstanceOf(Taken.Granted.class);
  }

  @Test
  void messagesOfJourneys_takeTheirContactWhenTheyAreSent_onceByKey() {
    policy("{\"caps\": {\"day\": 2}}");
    List<Message> messages =
        List.of(message("ga", "g1"), message("gb", "g2"), message("ga", "g3"), message("ga", "g4"));
    for (int again = 0; again < 2; again++) {
      List<Verdict> verdicts =
          Objects.requireNonNull(transactions.execute(_ -> gate.verdicts(messages, T)));
      assertThat(verdicts.subList(0, 3)).containsOnly(new Verdict.Now());
      assertThat(verdicts.get(3)).isInstanceOf(Verdict.Never.class);
    }
    assertThat(allowance.take("gb", Channel.EMAIL, "g5", T)).isInstanceOf(Taken.Granted.class);
    assertThat(allowance.take("gb", Channel.EMAIL, "g6", T)).isInstanceOf(Taken.Refused.class);
  }

  private static Message message(String user, String key) {
    return new Message(key, user, Channel.EMAIL, null, Map.of(), null, null, "journey", T, 0);
  }

  @Test
  void hundredAtOnce_neverTakeMoreThanTheCap() throws Exception {
    policy("{\"caps\": {\"week\": 7}}");
    List<Callable<Taken>> calls = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      String key = "crowd" + i;
      Instant at = T.plusSeconds(i);
      calls.add(() -> allowance.take("crowd", Channel.PUSH, key, at));
    }
    int granted = 0;
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (Future<Taken> call : threads.invokeAll(calls)) {
        granted += call.get() instanceof Taken.Granted ? 1 : 0;
      }
    }
    assertThat(granted).isEqualTo(7);
  }
}
