package io.tierwise.ingest.validation;

import static io.tierwise.ingest.validation.Events.NOW;
import static io.tierwise.ingest.validation.Events.accepted;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EventReaderTest {
  private static final String PLAIN = "{'type':'track','event':'Custom','userId':'u1'";

  @Test
  void plainEvent_getsTheTimeOfItsArrival() {
    BehaviorEvent event = accepted(PLAIN + ",'messageId':'m1'}");
    assertThat(event.type()).isEqualTo(EventType.TRACK);
    assertThat(event.event()).isEqualTo("Custom");
    assertThat(event.messageId()).isEqualTo("m1");
    assertThat(event.userKey()).isEqualTo("u1");
    assertThat(event.occurredAt()).isEqualTo(NOW);
    assertThat(event.receivedAt()).isEqualTo(NOW);
    assertThat(event.source()).isEqualTo("shop");
  }

  /** Raw, as no client library sends them. */
  @ParameterizedTest
  @ValueSource(strings = {"\u007f", "\u0085", "\u00e9\u009f"})
  void controlInAnId_isRejected(String control) {
    String event = "{'type':'page','userId':'u" + control + "'}";
    assertThat(Events.reasons(Events.read(event, Events.ORIGIN)))
        .extracting(Reason::field, Reason::code)
        .containsExactly(tuple("userId", "control-character"));
  }

  @Test
  void wholeNumbers_areIdsToo() {
    BehaviorEvent event =
        accepted("{'type':'page','userId':17,'anonymousId':98765432109876543210,'messageId':5}");
    assertThat(event.userId()).isEqualTo("17");
    assertThat(event.anonymousId()).isEqualTo("98765432109876543210");
    assertThat(event.messageId()).isEqualTo("5");
  }

  @Test
  void anonymousEvent_isKeyedByItsAnonymousId() {
    assertThat(accepted("{'type':'page','anonymousId':'a1'}").userKey()).isEqualTo("anon:a1");
  }

  @Test
  void emptyIdBesideAnother_isNone() {
    BehaviorEvent visitor = accepted("{'type':'page','userId':'','anonymousId':'a1'}");
    assertThat(visitor.userId()).isNull();
    assertThat(visitor.userKey()).isEqualTo("anon:a1");
    assertThat(accepted("{'type':'page','userId':'u','anonymousId':''}").anonymousId()).isNull();
  }

  @Test
  void identify_mayCarryBothIdsAndKeepsNullTraits() {
    BehaviorEvent event =
        accepted(
            "{'type':'identify','userId':'u1','anonymousId':'a1',"
                + "'traits':{'email':'a@example.org','phone':null,'consent':{'email':true}}}");
    assertThat(event.userKey()).isEqualTo("u1");
    assertThat(event.anonymousId()).isEqualTo("a1");
    assertThat(event.traits()).containsEntry("email", "a@example.org").containsKey("phone");
  }

  @Test
  void alias_namesTheFormerId() {
    BehaviorEvent event = accepted("{'type':'alias','userId':'u1','previousId':'a1'}");
    assertThat(event.previousId()).isEqualTo("a1");
  }

  @Test
  void group_keepsItsIdAmongTheProperties() {
    BehaviorEvent event =
        accepted("{'type':'group','userId':'u1','groupId':'g1','traits':{'plan':'gold'}}");
    assertThat(event.properties()).containsEntry("groupId", "g1");
    assertThat(event.traits()).containsEntry("plan", "gold");
  }

  @Test
  void page_isNamedByItsName() {
    BehaviorEvent event =
        accepted("{'type':'page','userId':'u1','name':'Home','properties':{'path':'/'}}");
    assertThat(event.event()).isEqualTo("Home");
    assertThat(event.properties()).containsEntry("path", "/");
  }

  @Test
  void context_isMapped() {
    BehaviorEvent event =
        accepted(
            PLAIN
                + ",'channel':'web','context':{'device':{'type':'mobile','id':'d1'},"
                + "'os':{'name':'iOS'},'locale':'tr-TR','timezone':'Asia/Kathmandu',"
                + "'userAgent':'UA','ip':'198.51.100.7','sessionId':1700000000123,"
                + "'page':{'url':'https://x/y','referrer':'https://z'},"
                + "'campaign':{'name':'spring','source':'mail'},"
                + "'location':{'country':'GB','region':'ENG'},'library':{'name':'js'}}}");
    assertThat(event.sessionId()).isEqualTo("1700000000123");
    assertThat(event.context())
        .isEqualTo(
            new BehaviorEvent.EventContext(
                "web",
                "mobile",
                "d1",
                "iOS",
                "UA",
                "tr-TR",
                "Asia/Kathmandu",
                "GB",
                "ENG",
                "https://x/y",
                "https://z",
                new BehaviorEvent.EventCampaign("spring", "mail", null, null, null),
                null));
  }

  @Test
  void ip_isKeptWhereConfigured() {
    byte[] json = (PLAIN + ",'context':{'ip':'198.51.100.7'}}").replace('\'', '"').getBytes();
    Reading<BehaviorEvent> reading =
        new EventReader(Events.RATES, true)
            .read(json, 0, json.length, Events.LIMITS, Events.ORIGIN);
    assertThat(reading)
        .isInstanceOfSatisfying(
            Reading.Accepted.class,
            accepted ->
                assertThat(((BehaviorEvent) accepted.value()).context().ip())
                    .isEqualTo("198.51.100.7"));
  }

  @Test
  void contextOfTheBatch_servesEveryEventAndYieldsToItsOwn() {
    Map<String, Object> page = new java.util.LinkedHashMap<>(Map.of("url", "https://shared"));
    EventOrigin origin =
        EventOrigin.batched("shop", NOW, Map.of("page", page, "locale", "en"), null);
    String json = PLAIN + ",'context':{'locale':'de'}}";
    for (int i = 0; i < 2; i++) {
      BehaviorEvent.EventContext context = accepted(json, origin).context();
      assertThat(context.pageUrl()).isEqualTo("https://shared");
      assertThat(context.locale()).isEqualTo("de");
    }
  }

  @Test
  void missingMessageId_isTheSameOnARetryAndAnotherForOtherBytesOrTimes() {
    String id = accepted(PLAIN + "}").messageId();
    EventOrigin retry = EventOrigin.batched("shop", NOW.plusSeconds(30), Map.of(), null);
    EventOrigin nextDay = EventOrigin.batched("shop", NOW.plusSeconds(86_400), Map.of(), null);
    assertThat(id).hasSize(32);
    assertThat(accepted(PLAIN + "}", retry).messageId()).isEqualTo(id);
    assertThat(accepted(PLAIN + "}", nextDay).messageId()).isNotEqualTo(id);
    assertThat(accepted(PLAIN + ",'properties':{'a':1}}").messageId()).isNotEqualTo(id);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "'; drop table behavior_event; --",
        "Robert'); DELETE FROM profile WHERE ('1'='1",
        "${jndi:ldap://127.0.0.1/a}",
        "<script>alert(1)</script>",
        "first line\\nsecond line: ERROR",
        "%s%n{}",
        "\u202Egnp.exe",
        "\ud83d\ude80 na\u00efve \u4f60\u597d"
      })
  void hostileText_isDataWhereTextIsData(String text) {
    String json =
        "{\"type\":\"track\",\"event\":\"Custom\",\"userId\":\"u1\",\"properties\":{\"note\":\""
            + text
            + "\"}}";
    byte[] bytes = json.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    assertThat(Events.read(bytes))
        .isInstanceOfSatisfying(
            Reading.Accepted.class,
            accepted -> {
              BehaviorEvent event = (BehaviorEvent) accepted.value();
              assertThat(event.properties()).containsEntry("note", text.replace("\\n", "\n"));
              assertThat(ContractJson.read(ContractJson.write(event), BehaviorEvent.class))
                  .isEqualTo(event);
            });
  }

  @Test
  void hostileUserId_isAnIdLikeAnyOther() {
    String id = "u1 OR 1=1; --";
    assertThat(accepted("{'type':'page','userId':'" + id + "'}").userId()).isEqualTo(id);
  }

  @Test
  void timestamp_isTakenAtItsWord() {
    BehaviorEvent event =
        accepted(
            PLAIN + ",'timestamp':'2011-12-09T12:50:00.5+05:45','sentAt':'2026-11-22T11:00:00Z'}");
    assertThat(event.occurredAt()).isEqualTo(Instant.parse("2011-12-09T07:05:00.5Z"));
  }

  @Test
  void originalTimestamp_isCorrectedByTheClientsClock() {
    BehaviorEvent event =
        accepted(
            PLAIN + ",'originalTimestamp':'2020-01-01T00:00:00Z','sentAt':'2020-01-01T00:00:10Z'}");
    assertThat(event.occurredAt()).isEqualTo(NOW.minusSeconds(10));
  }

  @Test
  void sentAtOfTheBatch_correctsItsEvents() {
    EventOrigin origin =
        EventOrigin.batched("shop", NOW, Map.of(), Instant.parse("2020-01-01T00:00:10Z"));
    assertThat(
            accepted(PLAIN + ",'originalTimestamp':'2020-01-01T00:00:00+0000'}", origin)
                .occurredAt())
        .isEqualTo(NOW.minusSeconds(10));
  }

  @Test
  void fastClock_isSetBackByItsAdvance() {
    BehaviorEvent event =
        accepted(PLAIN + ",'timestamp':'2026-12-01T00:00:00Z','sentAt':'2026-12-01T00:00:05Z'}");
    assertThat(event.occurredAt()).isEqualTo(NOW.minusSeconds(5));
  }

  @Test
  void nextHours_areNotTheFuture() {
    assertThat(accepted(PLAIN + ",'timestamp':'2026-11-23T12:00:00Z'}").occurredAt())
        .isEqualTo(NOW.plusSeconds(86_400));
  }
}
