package io.tierwise.recommend.adapter.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.intake.RecordBehavior;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.serving.LiveModel;
import io.tierwise.recommend.serving.Recommend;
import io.tierwise.recommend.training.TrainModels;
import java.time.Clock;
import java.time.Duration;

/** What an operator watches: interactions, catalogue, age of the model, training. */
public final class RecommendMeters implements MeterBinder {
  private final RecordBehavior behavior;
  private final Catalogue catalogue;
  private final UserHistories histories;
  private final Recommend recommend;
  private final LiveModel live;
  private final TrainModels training;
  private final Clock clock;

  public RecommendMeters(
      RecordBehavior behavior,
      Catalogue catalogue,
      UserHistories histories,
      Recommend recommend,
      LiveModel live,
      TrainModels training,
      Clock clock) {
    this.behavior = behavior;
    this.catalogue = catalogue;
    this.histories = histories;
    this.recommend = recommend;
    this.live = live;
    this.training = training;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    FunctionCounter.builder("tierwise.recommend.interactions", behavior, RecordBehavior::recorded)
        .tag("outcome", "recorded")
        .register(meters);
    FunctionCounter.builder("tierwise.recommend.interactions", behavior, RecordBehavior::repeated)
        .tag("outcome", "repeated")
        .register(meters);
    Gauge.builder("tierwise.recommend.items", catalogue, Catalogue::size).register(meters);
    Gauge.builder("tierwise.recommend.histories.held", histories, UserHistories::size)
        .register(meters);
    Gauge.builder("tierwise.recommend.histories.deeds", histories, UserHistories::deeds)
        .register(meters);
    FunctionCounter.builder(
            "tierwise.recommend.kept.answers", recommend, Recommend::answersFromKept)
        .register(meters);
    Gauge.builder("tierwise.recommend.model.age", live, this::ageSeconds)
        .baseUnit("seconds")
        .description("NaN as long as there is no model")
        .register(meters);
    Gauge.builder("tierwise.recommend.training.last", training, TrainModels::lastSeconds)
        .baseUnit("seconds")
        .description("Duration of the last successful training")
        .register(meters);
    FunctionCounter.builder("tierwise.recommend.trainings", training, TrainModels::succeeded)
        .tag("outcome", "succeeded")
        .register(meters);
    FunctionCounter.builder("tierwise.recommend.trainings", training, TrainModels::failed)
        .tag("outcome", "failed")
        .register(meters);
  }

  private double ageSeconds(LiveModel model) {
    return model
        .current()
        .map(serving -> Duration.between(serving.trainedAt(), clock.instant()).toMillis() / 1e3)
        .orElse(Double.NaN);
  }
}
