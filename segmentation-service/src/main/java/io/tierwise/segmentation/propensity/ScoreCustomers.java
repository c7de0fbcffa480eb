package io.tierwise.segmentation.propensity;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Scores everybody when a model has gone live, and again when a day has passed: time changes
 * probabilities although nothing happens.
 */
public final class ScoreCustomers {
  private static final int AT_ONCE = 5_000;

  private final LiveScores live;
  private final CustomerActivity activity;
  private final CustomerScores scores;
  private final Runnable told;
  private final Clock clock;

  /**
   * @param told wakes who tells the topic
   */
  public ScoreCustomers(
      LiveScores live,
      CustomerActivity activity,
      CustomerScores scores,
      Runnable told,
      Clock clock) {
    this.live = live;
    this.activity = activity;
    this.scores = scores;
    this.told = told;
    this.clock = clock;
  }

  /**
   * @return whether there was anybody to score
   */
  public boolean scoreNext() {
    List<LiveModel> models = live.live();
    Optional<Instant> latest =
        models.isEmpty() ? Optional.empty() : activity.latest(clock.instant());
    if (latest.isEmpty()) {
      return false;
    }
    LocalDate cut = LiveScores.dayAfter(latest.get());
    boolean scored = false;
    for (LiveModel model : models) {
      CustomerScores.Pass pass = new CustomerScores.Pass(model.id(), cut);
      if (!scores.lastPass(model.parameters().target()).equals(Optional.of(pass))) {
        scoreAll(model, cut);
        scored = true;
      }
    }
    return scored;
  }

  private void scoreAll(LiveModel model, LocalDate cut) {
    List<LiveModel.Score> parcel = new ArrayList<>();
    activity.forEach(
        1,
        history -> {
          model.score(history, cut).ifPresent(parcel::add);
          if (parcel.size() >= AT_ONCE) {
            scores.store(model, parcel);
            parcel.clear();
          }
        });
    scores.store(model, parcel);
    scores.passed(model, cut);
    told.run();
  }
}
