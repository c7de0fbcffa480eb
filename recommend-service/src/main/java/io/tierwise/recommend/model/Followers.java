package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Strengths;
import java.util.Arrays;
import java.util.List;

/**
 * What follows what, read by recency: s(u, i) = Σ_j 2^(-r_j / h) x_uj w(j, i), r_j being how many
 * moments of the history are newer than the last deed with j, and h the half-life. What is done at
 * once, as the lines of an order are, is one moment.
 *
 * <p>What comes next depends on the last steps more than on the whole history (M. Ludewig, D.
 * Jannach: Evaluation of Session-based Recommendation Algorithms, 2018). The score stays linear in
 * the user's row.
 */
public final class Followers implements PersonalModel {
  /** A deed so many half-lives back has no say. */
  private static final int LAST = 30;

  /** 32 bits of a second and 31 of a place fit into a positive long. */
  private static final int PLACE_BITS = 31;

  private final double halfLife;
  private final ItemNeighborhood lists;

  /**
   * @param halfLife in moments; infinite where all of them count alike
   */
  Followers(double halfLife, ItemNeighborhood lists) {
    this.halfLife = halfLife;
    this.lists = lists;
  }

  @Override
  public void score(Strengths user, Scores scores) {
    lists.score(byRecency(user), scores);
  }

  @Override
  public List<List<Contribution>> explain(Strengths user, int[] asked, Scores places) {
    return lists.explain(byRecency(user), asked, places);
  }

  /** The row with every strength times 2^(-r / h), newest first. */
  private Strengths byRecency(Strengths user) {
    if (halfLife == Double.POSITIVE_INFINITY) {
      return user;
    }
    long[] keys = new long[user.size()];
    for (int i = 0; i < keys.length; i++) {
      keys[i] = user.second(i) << PLACE_BITS | i;
    }
    Arrays.sort(keys);
    Strengths read = new Strengths(keys.length);
    int moments = 0;
    for (int k = keys.length - 1; k >= 0; k--) {
      int i = (int) (keys[k] & ((1L << PLACE_BITS) - 1));
      boolean earlier = k < keys.length - 1 && keys[k] >>> PLACE_BITS < keys[k + 1] >>> PLACE_BITS;
      moments += earlier ? 1 : 0;
      if (moments > LAST * halfLife) {
        break;
      }
      double value = user.value(i) * Math.pow(2, -moments / halfLife);
      read.add(user.item(i), value, user.mainKind(i));
    }
    return read;
  }

  @Override
  public Followers renumbered(int[] numbers) {
    return new Followers(halfLife, lists.renumbered(numbers));
  }

  double halfLife() {
    return halfLife;
  }

  ItemNeighborhood lists() {
    return lists;
  }
}
