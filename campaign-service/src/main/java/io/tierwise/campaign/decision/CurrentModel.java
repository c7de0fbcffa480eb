package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.outcome.Outcomes;
import io.tierwise.campaign.response.ResponseCount;
import io.tierwise.campaign.response.ResponseModel;
import io.tierwise.campaign.response.ResponsePrior;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Response rates and prices, read anew when they are older than some seconds: by a thread of its
 * own, while decisions go on with those that there are.
 */
public final class CurrentModel {
  private final Outcomes outcomes;
  private final Prices prices;
  private final Members members;
  private final ResponsePrior prior;
  private final Duration maxAge;
  private final Clock clock;
  private final AtomicBoolean reading = new AtomicBoolean();
  private volatile @Nullable Snapshot snapshot;

  /**
   * @param empty whether no contact has had an outcome yet
   */
  record Snapshot(
      ResponseModel responses,
      PriceBook prices,
      double meanOrderValue,
      boolean empty,
      Instant readAt) {}

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
    if (known == null) {
      return read();
    }
    if (!known.readAt().plus(maxAge).isAfter(clock.instant())
        && reading.compareAndSet(false, true)) {
      Thread.ofVirtual()
          .name("decision-model")
          .start(
              () -> {
                try {
                  read();
                } finally {
                  reading.set(false);
                }
              });
    }
    return known;
  }

  private Snapshot read() {
    Instant now = clock.instant();
    List<ResponseCount> seen = outcomes.responses(now);
    Snapshot fresh =
        new Snapshot(
            new ResponseModel(prior.rate(), prior.strength(), seen),
            prices.current(),
            members.meanOrderValue(),
            seen.stream().allMatch(count -> count.trials() == 0),
            now);
    snapshot = fresh;
    return fresh;
  }

  /** The next decision reads anew: an allocation has changed the prices. */
  public void expire() {
    snapshot = null;
  }
}
