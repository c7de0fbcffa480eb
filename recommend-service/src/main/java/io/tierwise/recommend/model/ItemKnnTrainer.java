package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;

/**
 * Fits {@link ItemNeighborhood} with the cosine of the items' columns, or the Jaccard index of the
 * users who touched them, shrunk by support: sim(i, j) · n / (n + shrinkage), n being the users who
 * touched both. Shrinkage after R. Bell and Y. Koren: Improved Neighborhood-based Collaborative
 * Filtering (2007).
 */
public final class ItemKnnTrainer implements ModelTrainer {
  /**
   * @param neighbours kept per item, k
   * @param shrinkage in users; 0 trusts a single common user fully
   * @param maxItemsPerUser a row keeps its strongest ones; bounds the quadratic cost of robots
   */
  public record Parameters(
      int neighbours, double shrinkage, int maxItemsPerUser, Similarity similarity) {
    public static final Parameters DEFAULT = new Parameters(100, 20, 500);

    public Parameters(int neighbours, double shrinkage, int maxItemsPerUser) {
      this(neighbours, shrinkage, maxItemsPerUser, Similarity.COSINE);
    }

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

  /** How alike two columns are. */
  public enum Similarity {
    COSINE,
    JACCARD
  }

  private final Parameters parameters;
  private final StrengthWeights weights;

  public ItemKnnTrainer(Parameters parameters, StrengthWeights weights) {
    this.parameters = parameters;
    this.weights = weights;
  }

  @Override
  public String recipe() {
    return algorithm().id() + " " + parameters;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.ITEM_KNN;
  }

  @Override
  public ItemNeighborhood fit(InteractionLog log) {
    return fit(SparseMatrix.of(log, weights, parameters.maxItemsPerUser()), parameters);
  }

  static ItemNeighborhood fit(SparseMatrix x, Parameters parameters) {
    double[] norms = new double[x.items()];
    for (int item = 0; item < norms.length; item++) {
      norms[item] = x.norm(item);
    }
    NeighborLists lists = new NeighborLists(x.items());
    CoOccurrence.scan(
        x,
        (item, others) -> {
          TopK best = new TopK(parameters.neighbours());
          for (int i = 0; i < others.size(); i++) {
            int other = others.other(i);
            double dot = others.dot(other);
            if (dot > 0) {
              double shared = others.shared(other);
              double similarity =
                  switch (parameters.similarity()) {
                    case COSINE -> dot / (norms[item] * norms[other]);
                    case JACCARD -> shared / (x.rowsWith(item) + x.rowsWith(other) - shared);
                  };
              best.offer(other, similarity * shared / (shared + parameters.shrinkage()));
            }
          }
          lists.put(item, best);
        });
    return lists.neighborhood();
  }
}
