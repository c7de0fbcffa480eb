package io.tierwise.campaign.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.lifecycle.Offer;
import io.tierwise.campaign.lifecycle.Pacing;
import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DayBudgetTest {
  private static final ZoneId LONDON = ZoneId.of("Europe/London");
  private static final Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  private static CampaignPlan plan(String starts, String ends, String budget, Pacing pacing) {
    Offer offer =
        new Offer(
            "o", "o", List.of(), List.of(), null, Channel.EMAIL, Money.of("1"), Map.of(), null);
    return new CampaignPlan(
        "c",
        "revenue",
        Instant.parse(starts),
        Instant.parse(ends),
        Money.of(budget),
        0.3,
        List.of(offer),
        Audience.EVERYONE,
        0,
        1,
        0,
        pacing);
  }

  private static long ofDay(Pacing pacing, long spent, long today) {
    CampaignPlan plan = plan("2026-11-20T00:00:00Z", "2026-11-26T00:00:00Z", "100", pacing);
    return DayBudget.ofDay(plan, spent, today, NOW, LONDON);
  }

  @Test
  void day_hasItsOwnBudget_orAnEqualShareOfWhatItBeganWith() {
    assertThat(ofDay(new Pacing(false, Money.of("7")), 0, 0)).isEqualTo(7_000_000);
    assertThat(ofDay(Pacing.NONE, 0, 0)).isEqualTo(DayBudget.UNLIMITED);
    Pacing even = new Pacing(true, null);
    // 22nd to 25th: four days; 20 were spent before, so each has 20. What today spends changes
    // nothing.
    assertThat(ofDay(even, 20_000_000, 0)).isEqualTo(20_000_000);
    assertThat(ofDay(even, 29_000_000, 9_000_000)).isEqualTo(20_000_000);
  }

  @Test
  void curve_isALittleAhead_andEndsWithTheDaysBudget() {
    Pacing even = new Pacing(true, null);
    assertThat(DayBudget.upTo(1_000, even, 0)).isEqualTo(50);
    assertThat(DayBudget.upTo(1_000, even, 0.5)).isEqualTo(550);
    assertThat(DayBudget.upTo(1_000, even, 1)).isEqualTo(1_000);
    assertThat(DayBudget.upTo(1_000, Pacing.NONE, 0)).isEqualTo(1_000);
  }

  @Test
  void dayOfACampaignThatBeginsAtNoon_beginsAtNoon() {
    CampaignPlan plan =
        plan("2026-11-22T12:00:00Z", "2026-11-22T18:00:00Z", "1", new Pacing(true, null));
    assertThat(share(plan, "2026-11-22T12:00:00Z")).isZero();
    assertThat(share(plan, "2026-11-22T15:00:00Z")).isCloseTo(0.5, within(1e-9));
    assertThat(share(plan, "2026-11-22T18:00:00Z")).isEqualTo(1);
  }

  private static double share(CampaignPlan plan, String at) {
    return DayBudget.shareGone(plan, TrafficProfile.UNIFORM, Instant.parse(at), LONDON);
  }

  @Test
  void days_ofClockChanges_areOneDay() {
    assertThat(gone("2026-03-29T12:00:00Z")).isCloseTo(12 / 23.0, within(1e-9));
    assertThat(gone("2026-10-25T12:00:00Z")).isCloseTo(13 / 25.0, within(1e-9));
    assertThat(gone("2026-11-22T00:30:00Z")).isCloseTo(0.5 / 24, within(1e-9));
  }

  private static double gone(String at) {
    return TrafficProfile.UNIFORM.shareGone(Instant.parse(at), LONDON);
  }

  @Test
  void profile_learnsFromFullHours_andIsUniformBefore() {
    Map<Instant, Long> hours = new HashMap<>();
    assertThat(ObservedTraffic.of(hours, NOW, ZoneOffset.UTC)).isSameAs(TrafficProfile.UNIFORM);
    for (int h = 0; h < 24 * 13; h++) {
      hours.put(NOW.minusSeconds(3600L * (h + 1)), (h + 1) % 24 == 12 ? 1_000L : 10L);
    }
    hours.put(NOW, 1_000_000L);
    TrafficProfile learned = ObservedTraffic.of(hours, NOW, ZoneOffset.UTC);
    assertThat(learned.weight(0) / learned.weight(5)).isGreaterThan(20);
    assertThat(learned.weight(12)).isCloseTo(learned.weight(5), within(1e-9));
  }

  @Test
  void profile_withoutTraffic_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new TrafficProfile(new double[24]));
  }
}
