package io.tierwise.campaign.trial;

import java.time.Instant;

/** Port: what identified members ordered in a period and before it. */
public interface PeriodSpend {
  /** Amounts in units of currency. */
  interface Visitor {
    void visit(String userId, long orders, double revenue, double before);
  }

  /**
   * All identified members, those without orders too.
   *
   * @param before begin of the time before, whose spend sharpens the estimate
   */
  void forEach(Instant before, Instant from, Instant to, Visitor visitor);
}
