package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Matrix factorisation of ratings with biases: r = μ + b_u + b_i + p_u · q_i, by least squares of
 * users and items in turn, each row solved exactly. Factors are regularised by λ times the number
 * of the row's ratings, biases by a constant, so that a single rating moves little. Of several
 * ratings of an item by a user the newest counts. The same result on any number of cores. Y. Koren,
 * R. Bell, C. Volinsky: Matrix Factorization Techniques for Recommender Systems (2009); Y. Zhou et
 * al.: Large-Scale Parallel Collaborative Filtering for the Netflix Prize (2008).
 */
public final class RatingTrainer implements ModelTrainer {
  /**
   * @param factors d; 0 leaves the biases alone
   * @param regularisation λ, of factors, per rating
   * @param biasRidge of biases, in ratings
   * @param epochs of both sides
   * @param seed of the first item factors
   */
  public record Parameters(
      int factors, double regularisation, double biasRidge, int epochs, long seed) {
    public static final Parameters DEFAULT = new Parameters(8, 0.15, 5, 12, 20261122);

    public Parameters {
      if (factors < 0 || factors > 256) {
        throw new IllegalArgumentException("factors " + factors + " are not in 0..256");
      }
      if (!(regularisation > 0) || !(biasRidge > 0)) {
        throw new IllegalArgumentException(
            "regularisation " + regularisation + " or bias ridge " + biasRidge + " not positive");
      }
      if (epochs < 1) {
        throw new IllegalArgumentException("epochs " + epochs + " are below 1");
      }
    }

    public Parameters with(int otherFactors, double otherRegularisation) {
      return new Parameters(otherFactors, otherRegularisation, biasRidge, epochs, seed);
    }

    /** D of a row with so many ratings: its bias, then its factors. */
    double[] ridge(int ratings) {
      double[] ridge = new double[factors + 1];
      Arrays.fill(ridge, regularisation * Math.max(1, ratings));
      ridge[0] = biasRidge;
      return ridge;
    }
  }

  private static final int CHUNK = 64;
  private static final double START = 0.1;

  private final Parameters parameters;
  private final StrengthWeights weights;
  private final MemoryBound memory;

  /**
   * @param weights of which nothing but the rows of users is used
   */
  public RatingTrainer(Parameters parameters, StrengthWeights weights, MemoryBound memory) {
    this.parameters = parameters;
    this.weights = weights;
    this.memory = memory;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.RATING_FACTORS;
  }

  @Override
  public String recipe() {
    return algorithm().id() + " " + parameters;
  }

  @Override
  public RatingFactors fit(InteractionLog log) {
    return fit(log, _ -> {});
  }

  /**
   * @throws TooLarge if the factors need more memory than is allowed
   */
  @Override
  public RatingFactors fit(InteractionLog log, DoubleConsumer progress) {
    long rows = (long) log.users() + log.items();
    memory.check(
        algorithm(),
        rows * ((parameters.factors() + 1L) * Float.BYTES + 24),
        "%d factors of %d users and items".formatted(parameters.factors(), rows));
    SparseMatrix ratings = ratings(log);
    double mean =
        IntStream.range(0, ratings.rowValue.length)
            .mapToDouble(p -> ratings.rowValue[p])
            .average()
            .orElse(0);
    float[][] items = start(ratings.items());
    float[][] users = new float[ratings.rows()][parameters.factors() + 1];
    for (int epoch = 0; epoch < parameters.epochs(); epoch++) {
      solve(ratings.rowStart, ratings.rowItem, ratings.rowValue, mean, items, users);
      solve(ratings.columnStart, ratings.columnRow, ratings.columnValue, mean, users, items);
      progress.accept((epoch + 1.0) / parameters.epochs());
    }
    return new RatingFactors(parameters, mean, items, ItemNumbers.plain(items.length));
  }

  private SparseMatrix ratings(InteractionLog log) {
    SparseMatrix.Builder rows = new SparseMatrix.Builder(log.items(), Integer.MAX_VALUE);
    Strengths user = new Strengths();
    Strengths rated = new Strengths();
    for (int number = 0; number < log.users(); number++) {
      log.strengths(number, weights, user);
      rated.clear();
      for (int i = 0; i < user.size(); i++) {
        if (user.rating(i) > 0) {
          rated.add(user.item(i), user.rating(i), InteractionKind.RATING);
        }
      }
      rows.addRow(rated);
    }
    return rows.build();
  }

  private float[][] start(int rows) {
    float[][] start = new float[rows][parameters.factors() + 1];
    SplittableRandom random = new SplittableRandom(parameters.seed());
    for (float[] row : start) {
      for (int k = 1; k < row.length; k++) {
        row[k] = (float) (START * random.nextGaussian());
      }
    }
    return start;
  }

  private void solve(
      int[] start, int[] index, float[] value, double mean, float[][] fixed, float[][] solved) {
    IntStream.range(0, (solved.length + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(
            chunk -> {
              FactorSystem system = new FactorSystem(parameters.factors() + 1);
              double[] found = new double[parameters.factors() + 1];
              int end = Math.min(solved.length, (chunk + 1) * CHUNK);
              for (int row = chunk * CHUNK; row < end; row++) {
                system.begin(parameters.ridge(start[row + 1] - start[row]), 0);
                for (int p = start[row]; p < start[row + 1]; p++) {
                  system.add(index[p], 1, value[p] - mean - fixed[index[p]][0]);
                }
                system.factor((other, to) -> RatingFactors.read(fixed[other], to));
                system.solution(found);
                for (int k = 0; k < found.length; k++) {
                  solved[row][k] = (float) found[k];
                }
              }
            });
  }
}
