package io.tierwise.profile.adapter.schedule;

import io.tierwise.profile.history.RetireLedger;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks whether a day has passed since months of the ledger were retired. */
public final class RetirementSchedule {
  private final RetireLedger retire;

  public RetirementSchedule(RetireLedger retire) {
    this.retire = retire;
  }

  @Scheduled(initialDelayString = "PT2M", fixedDelayString = "PT10M")
  void retire() {
    retire.retireDaily();
  }
}
