package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.outcome.Outcomes;
import io.tierwise.campaign.response.ResponseModel;
import io.tierwise.campaign.response.ResponsePrior;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Response rates and prices, read anew when they are older than some seconds. */
public final class CurrentModel {
  private final Outcomes outcomes;
  private final Prices prices;
  private final Members members;
  private final ResponsePrior prior;
  private final Duration maxAge;
  private final Clock clock;
  private volatile @Nullable Snapshot snapshot;

  record Snapshot(
      ResponseModel responses, PriceBook prices, double meanOrderValue, Instant readAt) {}

  public CurrentModel(
      Outcomes outcomes,
      Prices prices,
      Members members,
      ResponsePrior prior,
      Duration maxAge,
      Clock clock) {
    this.outcomes = outcomes;
    this.prices = prices;
    this.members = members;
    this.prior = prior;
    this.maxAge = maxAge;
    this.clock = clock;
  }

  Snapshot get() {
    Snapshot known = snapshot;
    Instant now = clock.instant();
    if (known != null && known.readAt().plus(maxAge).isAfter(now)) {
      return known;
    }
    Snapshot fresh =
        new Snapshot(
            new ResponseModel(prior.rate(), prior.strength(), outcomes.responses(now)),
            prices.current(),
            members.meanOrderValue(),
            now);
    snapshot = fresh;
    return fresh;
  }

  /** The next decision reads anew: an allocation has changed the prices. */
  public void expire() {
    snapshot = null;
  }
}
