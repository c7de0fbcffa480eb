package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;

/**
 * Fits {@link ItemNeighborhood} with the cosine of the items' columns, shrunk by support: sim(i, j)
 * = cos(x_i, x_j) · n / (n + shrinkage), n being the users who touched both. Shrinkage after R.
 * Bell and Y. Koren: Improved Neighborhood-based Collaborative Filtering (2007).
 */
public final class ItemKnnTrainer implements ModelTrainer {
  /**
   * @param neighbours kept per item, k
   * @param shrinkage in users; 0 trusts a single common user fully
   * @param maxItemsPerUser a row keeps its strongest ones; bounds the quadratic cost of robots
   */
  public record Parameters(int neighbours, double shrinkage, int maxItemsPerUser) {
    public static final Parameters DEFAULT = new Parameters(100, 20, 500);

    public Parameters {
      if (neighbours < 1 || neighbours > 1_000) {
        throw new IllegalArgumentException("neighbours " + neighbours + " is not in 1..1000");
      }
      if (!(shrinkage >= 0)) {
        throw new IllegalArgumentException("shrinkage " + shrinkage + " is negative");
      }
      if (maxItemsPerUser < 2) {
        throw new IllegalArgumentException("max items per user " + maxItemsPerUser + " is below 2");
      }
    }
  }

  private final Parameters parameters;
  private final StrengthWeights weights;

  public ItemKnnTrainer(Parameters parameters, StrengthWeights weights) {
    this.parameters = parameters;
    this.weights = weights;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.ITEM_KNN;
  }

  @Override
  public ItemNeighborhood fit(InteractionLog log) {
    return fit(matrix(log));
  }

  private SparseMatrix matrix(InteractionLog log) {
    SparseMatrix.Builder rows = new SparseMatrix.Builder(log.items(), parameters.maxItemsPerUser());
    Strengths buffer = new Strengths();
    for (int user = 0; user < log.users(); user++) {
      rows.addRow(log.strengths(user, weights, buffer));
    }
    return rows.build();
  }

  ItemNeighborhood fit(SparseMatrix x) {
    double[] norms = new double[x.items()];
    for (int item = 0; item < norms.length; item++) {
      norms[item] = x.norm(item);
    }
    int[][] lists = new int[x.items()][];
    float[][] similarities = new float[x.items()][];
    CoOccurrence.scan(
        x,
        (item, others) -> {
          TopK best = new TopK(parameters.neighbours());
          for (int i = 0; i < others.size(); i++) {
            int other = others.other(i);
            double dot = others.dot(other);
            if (dot > 0) {
              double shared = others.shared(other);
              double cosine = dot / (norms[item] * norms[other]);
              best.offer(other, cosine * shared / (shared + parameters.shrinkage()));
            }
          }
          int[] found = new int[best.size()];
          double[] scores = new double[best.size()];
          best.drain(found, scores);
          lists[item] = found;
          similarities[item] = floats(scores);
        });
    return flat(lists, similarities);
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  private static ItemNeighborhood flat(int[][] lists, float[][] similarities) {
    int[] start = new int[lists.length + 1];
    for (int item = 0; item < lists.length; item++) {
      start[item + 1] = start[item] + lists[item].length;
    }
    int[] neighbours = new int[start[lists.length]];
    float[] all = new float[neighbours.length];
    for (int item = 0; item < lists.length; item++) {
      System.arraycopy(lists[item], 0, neighbours, start[item], lists[item].length);
      System.arraycopy(similarities[item], 0, all, start[item], lists[item].length);
    }
    return new ItemNeighborhood(start, neighbours, all);
  }
}
