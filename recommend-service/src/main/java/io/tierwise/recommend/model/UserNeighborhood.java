package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Strengths;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.function.Function;

/**
 * User k-NN: s(u, i) = Σ_v sim(u, v) x_vi over the k users v who are most like u, found at the
 * question by an index of who touched which item. Whoever has nothing that u has not is passed
 * over: nothing could come of them, u's own row of yesterday among them.
 *
 * <p>Cost of a question: the users of each of u's items, then k rows.
 */
public final class UserNeighborhood implements PersonalModel {
  private static final int KEPT = 16;

  private final UserKnnTrainer.Parameters parameters;
  private final SparseMatrix rows;
  private final double[] means;
  private final double[] norms;
  private final BlockingQueue<Scores> idle = new ArrayBlockingQueue<>(KEPT);

  UserNeighborhood(UserKnnTrainer.Parameters parameters, SparseMatrix rows) {
    this.parameters = parameters;
    this.rows = rows;
    this.means = new double[rows.rows()];
    this.norms = new double[rows.rows()];
    for (int v = 0; v < norms.length; v++) {
      int length = rows.rowStart[v + 1] - rows.rowStart[v];
      if (isPearson() && length > 0) {
        double sum = 0;
        for (int p = rows.rowStart[v]; p < rows.rowStart[v + 1]; p++) {
          sum += rows.rowValue[p];
        }
        means[v] = sum / length;
      }
      double squares = 0;
      for (int p = rows.rowStart[v]; p < rows.rowStart[v + 1]; p++) {
        squares += square(rows.rowValue[p] - means[v]);
      }
      norms[v] = Math.sqrt(squares);
    }
  }

  private static double square(double value) {
    return value * value;
  }

  private boolean isPearson() {
    return parameters.similarity() == UserKnnTrainer.Similarity.PEARSON;
  }

  /** A user of the model and how much they weigh. */
  private record Neighbour(int row, double weight) {}

  /** The row of who asks: what is taken from each strength, and its length. */
  private record Asking(double mean, double norm) {}

  private Asking asking(Strengths user) {
    double mean = 0;
    for (int i = 0; isPearson() && i < user.size(); i++) {
      mean += user.value(i) / user.size();
    }
    double squares = 0;
    for (int i = 0; i < user.size(); i++) {
      squares += square(user.value(i) - mean);
    }
    return new Asking(mean, Math.sqrt(squares));
  }

  /** The most similar users with a positive similarity; their weight is it, shrunk, per norms. */
  private List<Neighbour> neighbours(Strengths user, Asking asking) {
    return lending(
        dots ->
            lending(
                shared -> {
                  for (int i = 0; i < user.size(); i++) {
                    int item = user.item(i);
                    double value = user.value(i) - asking.mean();
                    int end = item < rows.items() ? rows.columnStart[item + 1] : 0;
                    for (int c = item < rows.items() ? rows.columnStart[item] : 0; c < end; c++) {
                      int v = rows.columnRow[c];
                      dots.add(v, value * (rows.columnValue[c] - means[v]));
                      shared.add(v, 1);
                    }
                  }
                  return best(dots, shared, asking);
                }));
  }

  private List<Neighbour> best(Scores dots, Scores shared, Asking asking) {
    TopK best = new TopK(parameters.neighbours());
    for (int i = 0; i < dots.size(); i++) {
      int v = dots.item(i);
      double common = shared.value(v);
      boolean bringsSomething = common < rows.rowStart[v + 1] - rows.rowStart[v];
      double norm = norms[v] * asking.norm();
      if (bringsSomething && dots.value(v) > 0 && norm > 0) {
        best.offer(v, dots.value(v) / norm * common / (common + parameters.shrinkage()));
      }
    }
    int[] found = new int[best.size()];
    double[] similarities = new double[found.length];
    best.drain(found, similarities);
    List<Neighbour> neighbours = new ArrayList<>(found.length);
    for (int i = 0; i < found.length; i++) {
      neighbours.add(new Neighbour(found[i], similarities[i]));
    }
    return neighbours;
  }

  @Override
  public void score(Strengths user, Scores scores) {
    for (Neighbour neighbour : neighbours(user, asking(user))) {
      int v = neighbour.row();
      for (int p = rows.rowStart[v]; p < rows.rowStart[v + 1]; p++) {
        scores.add(rows.rowItem[p], neighbour.weight() * rows.rowValue[p]);
      }
    }
  }

  /** A similarity is a sum over common items: each has its share of what the neighbour adds. */
  @Override
  public List<List<Contribution>> explain(Strengths user, int[] asked, Scores places) {
    for (int place = 0; place < asked.length; place++) {
      places.add(asked[place], place + 1);
    }
    double[][] parts = new double[asked.length][user.size()];
    Asking asking = asking(user);
    List<Neighbour> neighbours = neighbours(user, asking);
    double[] shares = new double[user.size()];
    for (Neighbour neighbour : neighbours) {
      int v = neighbour.row();
      double dot = shares(user, asking, v, shares);
      for (int p = rows.rowStart[v]; p < rows.rowStart[v + 1]; p++) {
        int item = rows.rowItem[p];
        int place = item < places.capacity() ? (int) places.value(item) : 0;
        for (int i = 0; place > 0 && i < shares.length; i++) {
          parts[place - 1][i] += shares[i] / dot * neighbour.weight() * rows.rowValue[p];
        }
      }
    }
    List<List<Contribution>> explained = new ArrayList<>();
    for (double[] part : parts) {
      List<Contribution> of = new ArrayList<>();
      for (int i = 0; i < part.length; i++) {
        if (part[i] != 0) {
          of.add(new Contribution(user.item(i), user.mainKind(i), part[i]));
        }
      }
      of.sort(Comparator.comparingDouble(Contribution::score).reversed());
      explained.add(of);
    }
    return explained;
  }

  /** What each item of the user adds to the dot product with a row; answers the sum. */
  private double shares(Strengths user, Asking asking, int v, double[] shares) {
    double dot = 0;
    for (int i = 0; i < shares.length; i++) {
      shares[i] = 0;
      for (int p = rows.rowStart[v]; p < rows.rowStart[v + 1]; p++) {
        if (rows.rowItem[p] == user.item(i)) {
          shares[i] = (user.value(i) - asking.mean()) * (rows.rowValue[p] - means[v]);
        }
      }
      dot += shares[i];
    }
    return dot;
  }

  @Override
  public UserNeighborhood renumbered(int[] numbers) {
    return new UserNeighborhood(parameters, rows.renumbered(numbers));
  }

  UserKnnTrainer.Parameters parameters() {
    return parameters;
  }

  SparseMatrix rows() {
    return rows;
  }

  private <T> T lending(Function<Scores, T> work) {
    Scores lent = idle.poll();
    Scores buffer = lent == null ? new Scores(rows.rows()) : lent;
    try {
      return work.apply(buffer);
    } finally {
      buffer.clear();
      boolean _ = idle.offer(buffer);
    }
  }
}
