package io.tierwise.benchmarks.recommend;

import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.launcher.terminal.Terminal;
import io.tierwise.recommend.evaluation.RatingAccuracy;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.model.MemoryBound;
import io.tierwise.recommend.model.RatingTrainer;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * Predicted stars beside the means, on the newest tenth of all ratings; parameters by the newest
 * tenth of those before.
 */
final class RatingQuality {
  private static final double SHARE = 0.1;

  static void measure(PublicData data, BenchReport.Builder report, Terminal terminal) {
    InteractionLog log = data.train();
    RatingAccuracy.split(log, SHARE)
        .ifPresent(
            second -> {
              InteractionLog before = log.before(second);
              RatingAccuracy found = accuracy(data, log, second, best(data, before));
              found
                  .errors()
                  .forEach(
                      (predictor, errors) -> {
                        String name = data.name() + name(predictor);
                        report
                            .figure(name + "Rmse", errors.rmse())
                            .figure(name + "Mae", errors.mae());
                        terminal.line(
                            "%s",
                            String.format(
                                Locale.ROOT,
                                "%s %s: RMSE %.4f, MAE %.4f",
                                data.name(),
                                predictor,
                                errors.rmse(),
                                errors.mae()));
                      });
            });
  }

  private static RatingTrainer best(PublicData data, InteractionLog before) {
    long second = RatingAccuracy.split(before, SHARE).orElse(Long.MAX_VALUE);
    RatingTrainer best = trainer(data, 8, 0.15);
    double least = Double.POSITIVE_INFINITY;
    for (int factors : IntStream.of(0, 8, 16).toArray()) {
      for (double ridge : DoubleStream.of(0.05, 0.1, 0.2).toArray()) {
        RatingTrainer trainer = trainer(data, factors, ridge);
        double rmse = rmse(accuracy(data, before, second, trainer));
        if (rmse < least) {
          least = rmse;
          best = trainer;
        }
      }
    }
    return best;
  }

  private static RatingTrainer trainer(PublicData data, int factors, double ridge) {
    return new RatingTrainer(
        RatingTrainer.Parameters.DEFAULT.with(factors, ridge), data.weights(), MemoryBound.NONE);
  }

  private static RatingAccuracy accuracy(
      PublicData data, InteractionLog log, long second, RatingTrainer trainer) {
    return RatingAccuracy.of(log, second, trainer.fit(log.before(second)), data.weights());
  }

  private static double rmse(RatingAccuracy accuracy) {
    return Objects.requireNonNull(accuracy.errors().get(RatingAccuracy.MODEL)).rmse();
  }

  private static String name(String predictor) {
    StringBuilder name = new StringBuilder();
    for (String word : predictor.split("-")) {
      name.append(word.substring(0, 1).toUpperCase(Locale.ROOT)).append(word.substring(1));
    }
    return name.toString();
  }

  private RatingQuality() {}
}
