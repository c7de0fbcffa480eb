package io.tierwise.recommend.model;

import io.tierwise.recommend.algebra.SymmetricEigen;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.util.SplittableRandom;
import java.util.function.DoubleConsumer;
import java.util.stream.IntStream;

/**
 * Implicit matrix factorisation by alternating least squares. For all users and items, touched or
 * not, Σ c (y - p·q)² + Σ λ_u |p_u|² + Σ λ_i |q_i|², with confidence c = 1 + α |x| and y = 1 where
 * x is positive, else 0. The regularisation is scaled by frequency: λ_u = λ (items + α |x_u|)^ν, of
 * an item likewise. Y. Hu, Y. Koren, C. Volinsky: Collaborative Filtering for Implicit Feedback
 * Datasets (2008); S. Rendle et al.: Revisiting the Performance of iALS on Item Recommendation
 * Benchmarks (2022).
 *
 * <p>Each half of an epoch turns the fixed side into the eigenvectors of its Gram matrix. What
 * everybody shares is then a diagonal, and each row takes a few conjugate gradient steps from where
 * it stood an epoch ago ({@link ConjugateSteps}), at a cost that grows with its entries times the
 * factors; the shortest are solved exactly ({@link FactorSystem}). Rows do not wait for each other;
 * the result is the same with any number of cores.
 */
public final class AlsTrainer implements ModelTrainer {
  /**
   * @param factors d
   * @param confidence α, for a strength of 1
   * @param regularisation λ
   * @param frequencyPower ν; 0 regularises all rows alike
   * @param epochs of both sides
   * @param maxItemsPerUser a row keeps its strongest ones
   * @param seed of the first item factors
   */
  public record Parameters(
      int factors,
      double confidence,
      double regularisation,
      double frequencyPower,
      int epochs,
      int maxItemsPerUser,
      long seed) {
    public static final Parameters DEFAULT = new Parameters(64, 5, 0.01, 1, 12, 500, 20261122);

    public Parameters {
      if (factors < 1 || factors > 1_024) {
        throw new IllegalArgumentException("factors " + factors + " are not in 1..1024");
      }
      if (!(confidence > 0) || !(regularisation > 0)) {
        throw new IllegalArgumentException(
            "confidence " + confidence + " or regularisation " + regularisation + " not positive");
      }
      if (!(frequencyPower >= 0 && frequencyPower <= 1)) {
        throw new IllegalArgumentException("power " + frequencyPower + " is not in 0..1");
      }
      if (epochs < 1) {
        throw new IllegalArgumentException("epochs " + epochs + " are below 1");
      }
    }

    public Parameters with(double otherConfidence, double otherRegularisation) {
      return new Parameters(
          factors,
          otherConfidence,
          otherRegularisation,
          frequencyPower,
          epochs,
          maxItemsPerUser,
          seed);
    }

    double ridge(int others, double strength) {
      return regularisation * Math.pow(others + confidence * strength, frequencyPower);
    }
  }

  private static final int CHUNK = 64;

  /** Systems of so many unknowns are solved exactly: the steps would cost as much. */
  private static final int EXACT = 8;

  private static final int STEPS = 3;
  private static final double START = 0.1;

  private final Parameters parameters;
  private final StrengthWeights weights;
  private final MemoryBound memory;

  public AlsTrainer(Parameters parameters, StrengthWeights weights, MemoryBound memory) {
    this.parameters = parameters;
    this.weights = weights;
    this.memory = memory;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.ALS;
  }

  @Override
  public String recipe() {
    return algorithm().id() + " " + parameters;
  }

  @Override
  public LatentFactors fit(InteractionLog log) {
    return fit(log, _ -> {});
  }

  /**
   * @throws TooLarge if the factors need more memory than is allowed
   */
  @Override
  public LatentFactors fit(InteractionLog log, DoubleConsumer progress) {
    int d = parameters.factors();
    long rows = (long) log.users() + log.items();
    memory.check(
        algorithm(),
        rows * (d * (long) Float.BYTES + 48) + 16L * log.rows(),
        "%d factors of %d users and items".formatted(d, rows));
    SparseMatrix x = SparseMatrix.of(log, weights, parameters.maxItemsPerUser());
    float[][] items = start(x.items());
    float[][] users = new float[x.rows()][d];
    for (int epoch = 0; epoch < parameters.epochs(); epoch++) {
      solve(x.rowStart, x.rowItem, x.rowValue, items, users);
      progress.accept((epoch + 0.5) / parameters.epochs());
      solve(x.columnStart, x.columnRow, x.columnValue, users, items);
      progress.accept((epoch + 1.0) / parameters.epochs());
    }
    SymmetricEigen eigen = SymmetricEigen.ofGram(items, d);
    eigen.rotation().apply(items);
    return new LatentFactors(
        parameters, eigen.values(), FactorTiles.of(items, d), ItemNumbers.plain(items.length));
  }

  private float[][] start(int rows) {
    float[][] start = new float[rows][parameters.factors()];
    SplittableRandom random = new SplittableRandom(parameters.seed());
    double size = START / Math.sqrt(parameters.factors());
    for (float[] row : start) {
      for (int k = 0; k < row.length; k++) {
        row[k] = (float) (size * random.nextGaussian());
      }
    }
    return start;
  }

  /** Solves all rows of one side; the other one is turned into its eigenvectors before. */
  private void solve(int[] start, int[] index, float[] value, float[][] fixed, float[][] solved) {
    SymmetricEigen eigen = SymmetricEigen.ofGram(fixed, parameters.factors());
    SymmetricEigen.Rotation rotation = eigen.rotation();
    rotation.apply(fixed);
    double[] shared = LatentFactors.positive(eigen.values());
    FactorSystem.Rows rows = (row, to) -> copy(fixed[row], to);
    IntStream.range(0, (solved.length + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(
            chunk -> {
              FactorSystem system = new FactorSystem(parameters.factors());
              ConjugateSteps steps = new ConjugateSteps(parameters.factors());
              double[] found = new double[parameters.factors()];
              int end = Math.min(solved.length, (chunk + 1) * CHUNK);
              for (int row = chunk * CHUNK; row < end; row++) {
                double strength = 0;
                for (int p = start[row]; p < start[row + 1]; p++) {
                  strength += Math.abs(value[p]);
                }
                double ridge = parameters.ridge(fixed.length, strength);
                if (Math.min(start[row + 1] - start[row], parameters.factors()) > EXACT) {
                  steps.begin(shared, ridge);
                  for (int p = start[row]; p < start[row + 1]; p++) {
                    double more = parameters.confidence() * Math.abs(value[p]);
                    steps.add(fixed[index[p]], more, value[p] > 0 ? 1 + more : 0);
                  }
                  solved[row] = rotation.of(solved[row]);
                  steps.improve(solved[row], STEPS);
                } else {
                  system.begin(shared, ridge);
                  for (int p = start[row]; p < start[row + 1]; p++) {
                    LatentFactors.add(system, index[p], value[p], parameters.confidence());
                  }
                  system.factor(rows);
                  system.solution(found);
                  for (int k = 0; k < found.length; k++) {
                    solved[row][k] = (float) found[k];
                  }
                }
              }
            });
  }

  private static void copy(float[] from, double[] to) {
    for (int k = 0; k < from.length; k++) {
      to[k] = from[k];
    }
  }
}
