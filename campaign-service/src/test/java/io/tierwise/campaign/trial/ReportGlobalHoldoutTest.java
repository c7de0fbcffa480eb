package io.tierwise.campaign.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.experiment.HoldoutAssignment;
import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReportGlobalHoldoutTest {
  private static final Instant FROM = Instant.parse("2026-01-01T00:00:00Z");
  private static final Instant TO = Instant.parse("2026-02-01T00:00:00Z");

  @Test
  void report_findsWhatAllCampaignsTogetherCause() {
    HoldoutAssignment holdout = new HoldoutAssignment("global-holdout", 0.2);
    PeriodSpend spend =
        (before, from, to, visitor) -> {
          assertThat(before).isEqualTo(Instant.parse("2025-12-01T00:00:00Z"));
          Random random = new Random(4);
          for (int i = 0; i < 6_000; i++) {
            String user = "u" + i;
            double usual = Math.exp(2 + random.nextGaussian());
            boolean orders = random.nextDouble() < (holdout.holdsOut(user) ? 0.1 : 0.2);
            visitor.visit(user, orders ? 1 : 0, orders ? usual : 0, usual);
          }
        };

    ReportGlobalHoldout.Report report = new ReportGlobalHoldout(holdout, spend).report(FROM, TO);

    assertThat(report.reached() + report.heldOut()).isEqualTo(6_000);
    assertThat(report.conversion().low()).isBetween(0.05, 0.1);
    assertThat(report.conversion().high()).isBetween(0.1, 0.15);
    assertThat(report.revenue().low()).isPositive();
    assertThat(report.sampleRatio()).isGreaterThan(0.001);
  }

  @Test
  void report_withoutHoldout_hasNoIntervals() {
    PeriodSpend spend = (_, _, _, visitor) -> visitor.visit("u", 1, 5, 5);
    ReportGlobalHoldout.Report report =
        new ReportGlobalHoldout(new HoldoutAssignment("global-holdout", 0), spend).report(FROM, TO);
    assertThat(report.heldOut()).isZero();
    assertThat(report.conversion()).isNull();
    assertThat(report.revenue()).isNull();
  }
}
