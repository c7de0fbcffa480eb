package io.tierwise.recommend.model;

import io.tierwise.recommend.algebra.SymmetricMatrix;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.util.stream.IntStream;

/**
 * EASE: the item-item weights B with an empty diagonal that reproduce X best under a ridge, B = I -
 * P / diag(P) with P = (X'X + λI)⁻¹. H. Steck: Embarrassingly Shallow Autoencoders for Sparse Data
 * (2019).
 *
 * <p>Solved on the smaller side: with fewer users than items, P = (I - X'KX) / λ with K = (XX' +
 * λI)⁻¹, so that n is the smaller of the two counts; 2 n² bytes and n³ multiplications. Each item
 * keeps its k largest weights: the score stays linear in the user's row, as with item k-NN.
 */
public final class EaseTrainer implements ModelTrainer {
  /**
   * @param ridge λ, in squared strengths
   * @param neighbours kept per item
   * @param maxItemsPerUser a row keeps its strongest ones
   */
  public record Parameters(double ridge, int neighbours, int maxItemsPerUser) {
    public static final Parameters DEFAULT = new Parameters(200, 200, 500);

    public Parameters {
      if (!(ridge > 0)) {
        throw new IllegalArgumentException("ridge " + ridge + " is not positive");
      }
      if (neighbours < 1) {
        throw new IllegalArgumentException("neighbours " + neighbours + " is below 1");
      }
    }
  }

  private final Parameters parameters;
  private final StrengthWeights weights;
  private final MemoryBound memory;

  public EaseTrainer(Parameters parameters, StrengthWeights weights, MemoryBound memory) {
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
    return Algorithm.EASE;
  }

  /**
   * @throws TooLarge if the smaller of users and items needs more memory than is allowed
   */
  @Override
  public ItemNeighborhood fit(InteractionLog log) {
    SparseMatrix x = SparseMatrix.of(log, weights, parameters.maxItemsPerUser());
    return solve(x).neighborhood(parameters.neighbours());
  }

  /** Solves exactly, before anything is cut off. */
  public EaseWeights exact(InteractionLog log) {
    return solve(SparseMatrix.of(log, weights, parameters.maxItemsPerUser()));
  }

  private EaseWeights solve(SparseMatrix x) {
    int side = Math.min(x.rows(), x.items());
    memory.check(algorithm(), SymmetricMatrix.bytes(side), "a matrix of %d rows".formatted(side));
    boolean byUsers = x.rows() < x.items();
    SymmetricMatrix gram = new SymmetricMatrix(Math.max(1, side));
    // Row i of the Gram matrix meets each other row through the columns they share.
    IntStream.range(0, side)
        .parallel()
        .forEach(
            i -> {
              gram.add(i, i, (float) parameters.ridge());
              if (byUsers) {
                x.eachOfRow(i, (item, a) -> x.eachOfColumn(item, addUpTo(gram, i, a)));
              } else {
                x.eachOfColumn(i, (row, a) -> x.eachOfRow(row, addUpTo(gram, i, a)));
              }
            });
    return new EaseWeights(x, gram.invert(), byUsers, parameters.ridge());
  }

  private static SparseMatrix.Entry addUpTo(SymmetricMatrix gram, int i, float a) {
    return (j, b) -> {
      if (j <= i) {
        gram.add(i, j, a * b);
      }
    };
  }
}
