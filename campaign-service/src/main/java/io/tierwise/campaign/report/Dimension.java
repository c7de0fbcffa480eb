package io.tierwise.campaign.report;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** By what a report is divided. Days are UTC. */
public enum Dimension {
  TOTAL,
  CAMPAIGN,
  TIER,
  CHANNEL,
  VARIANT,
  OFFER,
  DAY;

  /** As in requests and answers: {@code tier}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Everything but the total, which is there in any case. */
  public static Optional<Dimension> of(String id) {
    return Stream.of(values()).filter(d -> d != TOTAL && d.id().equals(id)).findFirst();
  }
}
