package io.tierwise.campaign.uplift;

import java.time.Clock;
import java.util.List;
import java.util.stream.IntStream;

/** Tells whether anybody can be told apart by what contacts do to them. */
public final class ReportUplift {
  private static final int LEAST_UNITS = 200;
  private static final long SEED = 20_261_122;
  private final RandomisedUnits units;
  private final Clock clock;

  public ReportUplift(RandomisedUnits units, Clock clock) {
    this.units = units;
    this.clock = clock;
  }

  /**
   * @param learners empty while there are too few users
   */
  public record Report(int treated, int control, List<EvaluateUplift.Judged> learners) {
    public Report {
      learners = List.copyOf(learners);
    }
  }

  public Report of(String campaignId) {
    UpliftData data = units.of(campaignId, clock.instant());
    int treated = (int) IntStream.range(0, data.size()).filter(i -> data.treated()[i]).count();
    int control = data.size() - treated;
    boolean enough = Math.min(treated, control) >= LEAST_UNITS && data.hasBothAnswers();
    return new Report(treated, control, enough ? EvaluateUplift.on(data, SEED) : List.of());
  }
}
