package io.tierwise.campaign.journey;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.journey.JourneyReader.Reading;
import org.junit.jupiter.api.Test;

class JourneyReaderTest {
  private static String steps(String steps) {
    return """
        {"name": "n", "trigger": {"type": "event", "event": {"event": "Product Viewed"}},
         "steps": [%s]}
        """
        .formatted(steps);
  }

  private static final String SEND =
      """
      {"id": "mail", "type": "send", "channel": "email", "template": "t"}""";

  @Test
  void templates_areSound() {
    JourneyTemplates.ALL.forEach(
        (name, document) ->
            assertThat(new JourneyReader(_ -> false).read(document))
                .as(name)
                .isInstanceOf(Reading.Sound.class));
    assertThat(JourneyTemplates.ALL.keySet())
        .containsExactly(
            "abandoned-cart",
            "welcome",
            "win-back",
            "birthday",
            "replenishment",
            "price-drop",
            "back-in-stock");
  }

  @Test
  void nothing_isNotAJourney() {
    assertThat(Plans.flaws("{}"))
        .containsExactlyInAnyOrder("name missing", "trigger missing", "steps missing");
  }

  @Test
  void unknownStep_isNamedWhereItIsLedTo() {
    assertThat(
            Plans.flaws(
                steps(
                    SEND
                        + """
                        , {"id": "c", "type": "condition", "did": {"event": "x"}, "yes": "nowhere"}
                        """)))
        .containsExactly("steps[1] unknown-step");
  }

  @Test
  void unreachableStep_isNamed() {
    assertThat(Plans.flaws(steps("{\"id\": \"e\", \"type\": \"end\"}, " + SEND)))
        .containsExactly("steps[1] unreachable-step");
  }

  @Test
  void loop_needsAWait() {
    String condition =
        """
        , {"id": "c", "type": "condition", "member": {"tiers": ["Gold"]}, "yes": "mail", "no": "end"}
        """;
    assertThat(Plans.flaws(steps(SEND + condition))).containsExactly("steps[0] loop-without-wait");
    String wait = "{\"id\": \"w\", \"type\": \"wait\", \"duration\": \"P1D\"}, ";
    assertThat(Plans.flaws(steps(wait + SEND + condition.replace("\"mail\"", "\"w\"")))).isEmpty();
  }

  @Test
  void send_needsATemplateThatExists_orACreative() {
    assertThat(Plans.flaws(steps(SEND.replace("\"t\"", "\"gone\""))))
        .containsExactly("steps[0].template unknown-template");
    assertThat(Plans.flaws(steps(SEND.replace(", \"template\": \"t\"", ""))))
        .containsExactly("steps[0].template missing-template");
    assertThat(Plans.flaws(steps(SEND.replace("email", "pigeon"))))
        .containsExactly("steps[0].channel unknown-channel");
  }

  @Test
  void waits_areDurationsOfALimitedLength() {
    String wait = "{\"id\": \"w\", \"type\": \"wait\", \"duration\": \"%s\"}";
    assertThat(Plans.flaws(steps(wait.formatted("P366D"))))
        .containsExactly("steps[0].duration too-long");
    assertThat(Plans.flaws(steps(wait.formatted("PT0S"))))
        .containsExactly("steps[0].duration not-positive");
    assertThat(Plans.flaws(steps(wait.formatted("a while"))))
        .containsExactly("steps[0].duration invalid-duration");
    assertThat(
            Plans.flaws(steps("{\"id\": \"w\", \"type\": \"wait-until\", \"until\": \"25:00\"}")))
        .containsExactly("steps[0].until invalid-time");
  }

  @Test
  void shares_sumToOne() {
    assertThat(
            Plans.flaws(
                steps(
                    """
                    {"id": "s", "type": "split", "branches": [
                      {"name": "a", "share": 0.5, "next": "end"},
                      {"name": "a", "share": 0.4, "next": "end"}]}
                    """)))
        .containsExactly(
            "steps[0].branches[1].name duplicate-branch", "steps[0].branches shares-sum");
  }

  @Test
  void everythingWrong_isToldAtOnce() {
    assertThat(
            Plans.flaws(
                """
                {"name": "", "trigger": {"type": "win-back", "days": 0},
                 "steps": [{"id": "a", "type": "fly"}, {"id": "a", "type": "end"}],
                 "reentry": {"rule": "sometimes"}, "exits": [{}], "holdoutShare": 2,
                 "conversionDays": -1}
                """))
        .containsExactlyInAnyOrder(
            "name missing",
            "trigger.days out-of-range",
            "steps[1].id duplicate-step",
            "steps[0].type unknown-step-type",
            "reentry.rule unknown-rule",
            "exits[0].event missing",
            "holdoutShare out-of-range",
            "conversionDays out-of-range");
  }
}
