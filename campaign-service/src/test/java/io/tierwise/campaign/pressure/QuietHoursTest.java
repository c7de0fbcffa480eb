package io.tierwise.campaign.pressure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class QuietHoursTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final QuietHours NIGHT = new QuietHours(LocalTime.of(21, 0), LocalTime.of(8, 0));

  private static Instant at(String text) {
    return Instant.parse(text);
  }

  @Test
  void overMidnight_endsInTheMorning_fromBothSides() {
    assertThat(NIGHT.endAfter(at("2026-11-22T22:30:00Z"), LONDON))
        .contains(at("2026-11-23T08:00:00Z"));
    assertThat(NIGHT.endAfter(at("2026-11-23T03:00:00Z"), LONDON))
        .contains(at("2026-11-23T08:00:00Z"));
    assertThat(NIGHT.endAfter(at("2026-11-22T21:00:00Z"), LONDON)).isPresent();
    assertThat(NIGHT.endAfter(at("2026-11-22T20:59:59Z"), LONDON)).isEmpty();
    assertThat(NIGHT.endAfter(at("2026-11-23T08:00:00Z"), LONDON)).isEmpty();
  }

  @Test
  void sameInstant_isQuietForOnePersonAndNotForAnother() {
    Instant now = at("2026-11-22T20:30:00Z");
    assertThat(NIGHT.endAfter(now, LONDON)).isEmpty();
    assertThat(NIGHT.endAfter(now, ZoneId.of("Europe/Istanbul")))
        .contains(at("2026-11-23T05:00:00Z"));
  }

  @Test
  void withinADay_isQuietOnlyThen() {
    QuietHours noon = new QuietHours(LocalTime.of(12, 0), LocalTime.of(14, 0));
    assertThat(noon.endAfter(at("2026-11-22T13:00:00Z"), LONDON))
        .contains(at("2026-11-22T14:00:00Z"));
    assertThat(noon.endAfter(at("2026-11-22T14:30:00Z"), LONDON)).isEmpty();
    assertThat(noon.endAfter(at("2026-11-22T11:30:00Z"), LONDON)).isEmpty();
  }

  @Test
  void summerTimeBegins_theNightIsAnHourShorter() {
    assertThat(NIGHT.endAfter(at("2026-03-28T22:00:00Z"), LONDON))
        .contains(at("2026-03-29T07:00:00Z"));
    // 01:30 does not exist on that morning: what ends then ends when the clock has jumped.
    QuietHours early = new QuietHours(LocalTime.of(23, 0), LocalTime.of(1, 30));
    assertThat(early.endAfter(at("2026-03-29T00:30:00Z"), LONDON))
        .hasValueSatisfying(
            end ->
                assertThat(end).isBetween(at("2026-03-29T01:00:00Z"), at("2026-03-29T01:30:00Z")));
  }

  @Test
  void summerTimeEnds_theNightIsAnHourLonger_andNeverEndsInThePast() {
    assertThat(NIGHT.endAfter(at("2026-10-24T22:00:00Z"), LONDON))
        .contains(at("2026-10-25T08:00:00Z"));
    QuietHours early = new QuietHours(LocalTime.of(23, 0), LocalTime.of(1, 30));
    // 01:15 happens twice; the second time the window is open once more.
    assertThat(early.endAfter(at("2026-10-25T01:15:00Z"), LONDON))
        .contains(at("2026-10-25T01:30:00Z"));
    assertThat(early.endAfter(at("2026-10-25T00:15:00Z"), LONDON))
        .contains(at("2026-10-25T00:30:00Z"));
  }

  @Test
  void emptyWindow_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new QuietHours(LocalTime.NOON, LocalTime.NOON));
  }

  @Test
  void clockOfAPerson_isTheOwn_elseTheCountrys_elseTheShops() {
    ContactPolicy policy =
        new ContactPolicy(LONDON, Map.of("TR", ZoneId.of("Europe/Istanbul")), Caps.NONE, Map.of());
    assertThat(policy.zoneOf("Asia/Tokyo", "TR")).isEqualTo(ZoneId.of("Asia/Tokyo"));
    assertThat(policy.zoneOf("no/zone", "TR")).isEqualTo(ZoneId.of("Europe/Istanbul"));
    assertThat(policy.zoneOf(null, "FR")).isEqualTo(LONDON);
    assertThat(policy.channel(Channel.ONSITE).counts()).isFalse();
    assertThat(policy.channel(Channel.EMAIL).counts()).isTrue();
  }
}
