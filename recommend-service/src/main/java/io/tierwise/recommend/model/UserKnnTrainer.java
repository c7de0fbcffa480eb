package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;

/**
 * Fits {@link UserNeighborhood}: keeps the rows of the users who were active last. Bounded by the
 * number of users times the items of each, 16 bytes a value. P. Resnick et al.: GroupLens, an Open
 * Architecture for Collaborative Filtering of Netnews (1994).
 */
public final class UserKnnTrainer implements ModelTrainer {
  /**
   * @param neighbours of a user, k
   * @param shrinkage in items; 0 trusts a single common item fully
   * @param maxUsers that are kept, the last active ones
   * @param maxItemsPerUser a row keeps its strongest ones
   */
  public record Parameters(
      int neighbours, double shrinkage, int maxUsers, int maxItemsPerUser, Similarity similarity) {
    public static final Parameters DEFAULT = new Parameters(200, 5, 50_000, 200, Similarity.COSINE);

    public Parameters {
      if (neighbours < 1 || neighbours > 10_000) {
        throw new IllegalArgumentException("neighbours " + neighbours + " is not in 1..10000");
      }
      if (!(shrinkage >= 0)) {
        throw new IllegalArgumentException("shrinkage " + shrinkage + " is negative");
      }
      if (maxUsers < 1 || maxItemsPerUser < 2) {
        throw new IllegalArgumentException(
            maxUsers + " users of " + maxItemsPerUser + " items are too few");
      }
    }

    public Parameters with(double otherShrinkage, Similarity other) {
      return new Parameters(neighbours, otherShrinkage, maxUsers, maxItemsPerUser, other);
    }
  }

  /** How alike two rows are. */
  public enum Similarity {
    COSINE,
    /** The cosine of the deviations from each row's own mean, over the items of both. */
    PEARSON
  }

  private final Parameters parameters;
  private final StrengthWeights weights;
  private final MemoryBound memory;

  public UserKnnTrainer(Parameters parameters, StrengthWeights weights, MemoryBound memory) {
    this.parameters = parameters;
    this.weights = weights;
    this.memory = memory;
  }

  @Override
  public Algorithm algorithm() {
    return Algorithm.USER_KNN;
  }

  @Override
  public String recipe() {
    return algorithm().id() + " " + parameters;
  }

  /**
   * @throws TooLarge if the rows need more memory than is allowed
   */
  @Override
  public UserNeighborhood fit(InteractionLog log) {
    TopK lastActive = new TopK(parameters.maxUsers());
    for (int user = 0; user < log.users(); user++) {
      long newest = Long.MIN_VALUE;
      for (int row = log.start(user); row < log.end(user); row++) {
        newest = Math.max(newest, log.second(row));
      }
      lastActive.offer(user, newest);
    }
    int[] users = new int[lastActive.size()];
    lastActive.drain(users, new double[users.length]);
    long values = 0;
    for (int user : users) {
      values += Math.min(parameters.maxItemsPerUser(), log.end(user) - log.start(user));
    }
    memory.check(
        algorithm(),
        values * 16 + users.length * 24L,
        "%d values of %d users".formatted(values, users.length));
    SparseMatrix.Builder rows = new SparseMatrix.Builder(log.items(), parameters.maxItemsPerUser());
    Strengths buffer = new Strengths();
    for (int user : users) {
      rows.addRow(log.strengths(user, weights, buffer));
    }
    return new UserNeighborhood(parameters, rows.build());
  }
}
