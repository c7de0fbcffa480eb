package io.tierwise.campaign.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.lifecycle.CampaignStatus.Transition;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CampaignStatusTest {
  @ParameterizedTest
  @CsvSource(
      nullValues = "-",
      value = {
        "DRAFT, SCHEDULE, SCHEDULED, -",
        "DRAFT, UNSCHEDULE, -, not-scheduled",
        "DRAFT, START, RUNNING, -",
        "DRAFT, PAUSE, -, not-running",
        "DRAFT, END, -, not-started",
        "SCHEDULED, SCHEDULE, -, already-scheduled",
        "SCHEDULED, UNSCHEDULE, DRAFT, -",
        "SCHEDULED, START, RUNNING, -",
        "SCHEDULED, PAUSE, -, not-running",
        "SCHEDULED, END, -, not-started",
        "RUNNING, SCHEDULE, -, already-started",
        "RUNNING, UNSCHEDULE, -, not-scheduled",
        "RUNNING, START, -, already-running",
        "RUNNING, PAUSE, PAUSED, -",
        "RUNNING, END, FINISHED, -",
        "PAUSED, SCHEDULE, -, already-started",
        "PAUSED, UNSCHEDULE, -, not-scheduled",
        "PAUSED, START, RUNNING, -",
        "PAUSED, PAUSE, -, not-running",
        "PAUSED, END, FINISHED, -",
        "FINISHED, SCHEDULE, -, campaign-finished",
        "FINISHED, UNSCHEDULE, -, campaign-finished",
        "FINISHED, START, -, campaign-finished",
        "FINISHED, PAUSE, -, campaign-finished",
        "FINISHED, END, -, campaign-finished"
      })
  void after_allowsOnlyTheLifecycle(
      CampaignStatus from, Transition transition, CampaignStatus to, String refusal) {
    assertThat(from.after(transition).orElse(null)).isEqualTo(to);
    if (to == null) {
      assertThat(from.refusal(transition)).isEqualTo(refusal);
    }
  }
}
