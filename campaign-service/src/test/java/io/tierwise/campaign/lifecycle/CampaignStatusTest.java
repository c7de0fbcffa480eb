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
        "DRAFT, START, RUNNING",
        "DRAFT, PAUSE, -",
        "DRAFT, END, -",
        "RUNNING, START, -",
        "RUNNING, PAUSE, PAUSED",
        "RUNNING, END, ENDED",
        "PAUSED, START, RUNNING",
        "PAUSED, PAUSE, -",
        "PAUSED, END, ENDED",
        "ENDED, START, -",
        "ENDED, PAUSE, -",
        "ENDED, END, -"
      })
  void after_allowsOnlyTheLifecycle(CampaignStatus from, Transition transition, CampaignStatus to) {
    assertThat(from.after(transition).orElse(null)).isEqualTo(to);
  }
}
