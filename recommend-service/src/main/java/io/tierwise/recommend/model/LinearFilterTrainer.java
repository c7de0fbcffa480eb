package io.tierwise.recommend.model;

import io.tierwise.recommend.algebra.LeadingSubspace;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.util.stream.IntStream;

/**
 * A linear filter on the graph of users and items: with R the strengths divided by powers of the
 * degrees of user and item and A = R'R with its largest eigenvalue brought to 1, the weights are
 * D^-before F D^after. F is A outside the space of A's k leading eigenvectors and (A + β) exp(-τ A)
 * within it: β lifts what many items share and reaches items without a common user, τ holds back
 * what nearly everybody likes. D holds the degrees of the items. Closed form, no epochs.
 *
 * <p>Y. Shen et al.: How Powerful is Graph Convolution for Recommendation? (2021), with τ = 0 and
 * powers of 1/2; J. Choi et al.: Blurring-Sharpening Process Models for Collaborative Filtering
 * (2023) for τ. Each item keeps its largest weights, so that the score stays linear in the user's
 * row, as with item k-NN.
 */
public final class LinearFilterTrainer implements ModelTrainer {
  /**
   * @param userPower power of the user's degree that a strength is divided by
   * @param itemPower the same of the item's degree
   * @param before power of the degree that a history item's weights are divided by
   * @param after power of the degree that a recommended item's weights are multiplied by
   * @param lowPass β
   * @param sharpening τ
   * @param dimensions k
   * @param neighbours kept per item
   * @param maxItemsPerUser a row keeps its strongest ones
   */
  public record Parameters(
      double userPower,
      double itemPower,
      double before,
      double after,
      double lowPass,
      double sharpening,
      int dimensions,
      int neighbours,
      int maxItemsPerUser) {
    public static final Parameters DEFAULT =
        new Parameters(0.5, 0.4, 0.2, 0.2, 0.3, 0, 256, 200, 500);

    public Parameters {
      for (double power : new double[] {userPower, itemPower, before, after}) {
        if (!(power >= 0 && power <= 1)) {
          throw new IllegalArgumentException("power " + power + " is not in 0..1");
        }
      }
      if (!(lowPass >= 0)) {
        throw new IllegalArgumentException("low pass " + lowPass + " is negative");
      }
      if (!(sharpening >= 0 && sharpening <= 3)) {
        throw new IllegalArgumentException("sharpening " + sharpening + " is not in 0..3");
      }
      if (dimensions < 1 || dimensions > 2_048) {
        throw new IllegalArgumentException("dimensions " + dimensions + " are not in 1..2048");
      }
      if (neighbours < 1) {
        throw new IllegalArgumentException("neighbours " + neighbours + " is below 1");
      }
    }

    /** These, with the same power before and after, and another low pass. */
    public Parameters with(double power, double otherLowPass) {
      return new Parameters(
          userPower,
          itemPower,
          power,
          power,
          otherLowPass,
          sharpening,
          dimensions,
          neighbours,
          maxItemsPerUser);
    }
  }

  private static final int ITERATIONS = 5;
  private static final int TERMS = 10;
  private static final int POWER_STEPS = 20;
  private static final long SEED = 20261122;

  private final Parameters parameters;
  private final StrengthWeights weights;
  private final MemoryBound memory;

  public LinearFilterTrainer(Parameters parameters, StrengthWeights weights, MemoryBound memory) {
    this.memory = memory;
    this.parameters = parameters;
    this.weights = weights;
  }

  @Override
  public String recipe() {
    return algorithm().id() + " " + parameters;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.LINEAR_FILTER;
  }

  @Override
  public ItemNeighborhood fit(InteractionLog log) {
    SparseMatrix x = SparseMatrix.of(log, weights, parameters.maxItemsPerUser());
    if (x.items() == 0) {
      return ItemNeighborhood.empty();
    }
    memory.check(
        algorithm(),
        bytes(x.items()) + x.bytesScaled(),
        "%d items and %d values".formatted(x.items(), x.values()));
    double[] degrees = x.columnSums();
    double[] userFactors = powers(x.rowSums(), -parameters.userPower());
    double[] itemFactors = powers(degrees, -parameters.itemPower());
    double norm = x.scaled(userFactors, itemFactors).spectralNorm(POWER_STEPS);
    for (int user = 0; norm > 0 && user < userFactors.length; user++) {
      userFactors[user] /= norm;
    }
    SparseMatrix r = x.scaled(userFactors, itemFactors);
    LeadingSubspace space =
        LeadingSubspace.of(
            r::gramTimes,
            x.items(),
            Math.min(parameters.dimensions(), x.items()),
            ITERATIONS,
            SEED,
            this::response);
    return weights(r, space, degrees);
  }

  /** Basis and its tiles, a sum and a strip of rows per core, and the lists. */
  private long bytes(int items) {
    int cores = Runtime.getRuntime().availableProcessors();
    long dense = (4L + cores) * parameters.dimensions();
    long strips = (long) LeadingSubspace.chunk() * cores;
    long lists = 2L * 2 * parameters.neighbours();
    return Float.BYTES * items * (dense + strips + lists);
  }

  private ItemNeighborhood weights(SparseMatrix r, LeadingSubspace space, double[] degrees) {
    double[] before = powers(degrees, -parameters.before());
    double[] after = powers(degrees, parameters.after());
    NeighborLists lists = new NeighborLists(r.items());
    int size = LeadingSubspace.chunk();
    IntStream.range(0, (r.items() + size - 1) / size)
        .parallel()
        .forEach(
            chunk -> {
              float[][] rows = space.rows(chunk);
              for (int i = chunk * size; i < Math.min(r.items(), (chunk + 1) * size); i++) {
                float[] row = rows[i - chunk * size];
                r.eachOfColumn(
                    i, (user, a) -> r.eachOfRow(user, (other, b) -> row[other] += a * b));
                lists.put(i, best(i, row, before[i], after));
              }
            });
    return lists.neighborhood();
  }

  /** (T + β) exp(-τ T) - T, by the series of the exponential: T has eigenvalues of 0..1. */
  private float[][] response(float[][] t) {
    int k = t.length;
    float[][] sum = new float[k][k];
    float[][] term = new float[k][k];
    for (int i = 0; i < k; i++) {
      term[i][i] = 1;
      sum[i][i] = 1;
    }
    for (int n = 1; n <= TERMS && parameters.sharpening() > 0; n++) {
      term = product(t, term, (float) (-parameters.sharpening() / n));
      add(sum, term);
    }
    float[][] response = product(t, sum, 1);
    for (int i = 0; i < k; i++) {
      for (int j = 0; j < k; j++) {
        response[i][j] += (float) parameters.lowPass() * sum[i][j] - t[i][j];
      }
    }
    return response;
  }

  private static void add(float[][] to, float[][] from) {
    for (int i = 0; i < to.length; i++) {
      for (int j = 0; j < to.length; j++) {
        to[i][j] += from[i][j];
      }
    }
  }

  private static float[][] product(float[][] a, float[][] b, float factor) {
    float[][] product = new float[a.length][a.length];
    IntStream.range(0, a.length)
        .parallel()
        .forEach(
            i -> {
              float[] to = product[i];
              for (int k = 0; k < a.length; k++) {
                float value = factor * a[i][k];
                float[] from = b[k];
                for (int j = 0; j < to.length; j++) {
                  to[j] = Math.fma(value, from[j], to[j]);
                }
              }
            });
    return product;
  }

  private TopK best(int item, float[] row, double before, double[] after) {
    TopK best = new TopK(parameters.neighbours());
    for (int other = 0; other < after.length; other++) {
      double weight = row[other] * before * after[other];
      if (other != item && weight > 0) {
        best.offer(other, weight);
      }
    }
    return best;
  }

  /** Of nothing, nothing: an item without strength has no edge to weigh. */
  private static double[] powers(double[] values, double power) {
    double[] powers = new double[values.length];
    for (int i = 0; i < values.length; i++) {
      powers[i] = values[i] > 0 ? Math.pow(values[i], power) : 0;
    }
    return powers;
  }
}
