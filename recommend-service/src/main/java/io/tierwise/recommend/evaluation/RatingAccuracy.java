package io.tierwise.recommend.evaluation;

import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.RatingFactors;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far predicted ratings are from those given later, beside the means: a split by time, with all
 * ratings of the newest share to be foretold, those of new users and items too.
 *
 * @param train ratings before
 * @param test ratings to be foretold
 * @param errors by predictor: {@code global-mean}, {@code user-mean}, {@code item-mean}, and the
 *     model
 */
public record RatingAccuracy(int train, int test, Map<String, Errors> errors) {
  public static final String MODEL = "rating-factors";
  private static final int MIN_RATINGS = 20;
  private static final double LOWEST = 1;
  private static final double HIGHEST = 5;

  /**
   * @param rmse root of the mean squared error
   * @param mae mean absolute error
   */
  public record Errors(double rmse, double mae) {}

  public RatingAccuracy {
    errors = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(errors));
  }

  /** The log before the newest share of its ratings; empty with too few ratings. */
  public static Optional<Long> split(InteractionLog log, double share) {
    long[] seconds = new long[log.rows()];
    int n = 0;
    for (int row = 0; row < log.rows(); row++) {
      if (isRating(log, row)) {
        seconds[n++] = log.second(row);
      }
    }
    if (n < MIN_RATINGS) {
      return Optional.empty();
    }
    Arrays.sort(seconds, 0, n);
    long second = seconds[(int) Math.floor((1 - share) * n)];
    return second > seconds[0] ? Optional.of(second) : Optional.empty();
  }

  /**
   * @param log all of it
   * @param second from which on ratings are to be foretold
   * @param model fitted to what came before
   */
  public static RatingAccuracy of(
      InteractionLog log, long second, RatingFactors model, StrengthWeights weights) {
    InteractionLog before = log.before(second);
    double[] itemSum = new double[log.items()];
    int[] itemCount = new int[log.items()];
    double[] userSum = new double[log.users()];
    int[] userCount = new int[log.users()];
    double sum = 0;
    int train = 0;
    for (int user = 0; user < log.users(); user++) {
      for (int row = before.start(user); row < before.end(user); row++) {
        if (isRating(before, row)) {
          itemSum[before.item(row)] += before.rating(row);
          itemCount[before.item(row)]++;
          userSum[user] += before.rating(row);
          userCount[user]++;
          sum += before.rating(row);
          train++;
        }
      }
    }
    double mean = train == 0 ? 0 : sum / train;
    Sums[] sums = {new Sums(), new Sums(), new Sums(), new Sums()};
    Strengths known = new Strengths();
    for (int user = 0; user < log.users(); user++) {
      before.strengths(user, weights, known);
      for (int row = log.start(user); row < log.end(user); row++) {
        if (isRating(log, row) && log.second(row) >= second) {
          int item = log.item(row);
          double rating = log.rating(row);
          sums[0].add(mean - rating);
          sums[1].add((userCount[user] == 0 ? mean : userSum[user] / userCount[user]) - rating);
          sums[2].add((itemCount[item] == 0 ? mean : itemSum[item] / itemCount[item]) - rating);
          sums[3].add(model.predict(known, new int[] {item})[0] - rating);
        }
      }
    }
    Map<String, Errors> errors = new LinkedHashMap<>();
    errors.put("global-mean", sums[0].errors());
    errors.put("user-mean", sums[1].errors());
    errors.put("item-mean", sums[2].errors());
    errors.put(MODEL, sums[3].errors());
    return new RatingAccuracy(train, sums[0].count, errors);
  }

  private static boolean isRating(InteractionLog log, int row) {
    return log.kind(row) == InteractionKind.RATING.code()
        && log.rating(row) >= LOWEST
        && log.rating(row) <= HIGHEST;
  }

  private static final class Sums {
    private double squares;
    private double absolute;
    private int count;

    void add(double error) {
      squares += error * error;
      absolute += Math.abs(error);
      count++;
    }

    Errors errors() {
      return new Errors(Math.sqrt(squares / Math.max(1, count)), absolute / Math.max(1, count));
    }
  }
}
