package io.tierwise.campaign.response;

import io.tierwise.campaign.outcome.Outcomes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Shows what the response model believes, and whether what it believed came true. */
public final class DescribeResponses {
  private final Outcomes outcomes;
  private final ResponseHistory history;
  private final ResponsePrior prior;
  private final Duration window;
  private final Clock clock;

  public DescribeResponses(
      Outcomes outcomes,
      ResponseHistory history,
      ResponsePrior prior,
      Duration window,
      Clock clock) {
    this.outcomes = outcomes;
    this.history = history;
    this.prior = prior;
    this.window = window;
    this.clock = clock;
  }

  /** What was counted and what is believed because of it. */
  public record Rate(ResponseCount count, BetaPosterior belief) {}

  public record Description(List<Rate> rates, Calibration calibration) {
    public Description {
      rates = List.copyOf(rates);
    }
  }

  public Description describe() {
    Instant now = clock.instant();
    List<ResponseCount> counts = outcomes.responses(now);
    ResponseModel model = new ResponseModel(prior.rate(), prior.strength(), counts);
    return new Description(
        counts.stream()
            .map(c -> new Rate(c, model.rate(c.campaignId(), c.offerId(), c.channel(), c.tier())))
            .toList(),
        Calibration.of(prior, history.days(now), Math.max(1, window.toDays())));
  }
}
