package io.tierwise.campaign.trial;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a unit did within the window after its exposure. */
public enum Metric {
  /** Whether there was an order. */
  CONVERSION(true, true),
  /** Of the orders, less refunds, in units of currency. */
  REVENUE(false, true),
  ORDERS(false, true),
  /** Money that went back, in units of currency. */
  REFUNDS(false, false),
  /** Whether there was a click on a campaign. */
  CLICKED(true, true);

  private final boolean share;
  private final boolean moreIsBetter;

  Metric(boolean share, boolean moreIsBetter) {
    this.share = share;
    this.moreIsBetter = moreIsBetter;
  }

  /** Whether it is 0 or 1 for a unit. */
  public boolean isShare() {
    return share;
  }

  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Metric> of(String id) {
    return Stream.of(values()).filter(metric -> metric.id().equals(id)).findFirst();
  }
}
