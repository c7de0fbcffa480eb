package io.tierwise.recommend.model;

import io.tierwise.recommend.algebra.SymmetricMatrix;
import java.util.stream.IntStream;

/** The solved EASE of one matrix: B row by row, and the exact scores of its own users. */
public final class EaseWeights {
  private static final int CHUNK = 32;

  private final SparseMatrix x;
  private final SymmetricMatrix inverse;
  private final boolean byUsers;
  private final double ridge;
  private final float[] diagonal;

  EaseWeights(SparseMatrix x, SymmetricMatrix inverse, boolean byUsers, double ridge) {
    this.x = x;
    this.inverse = inverse;
    this.byUsers = byUsers;
    this.ridge = ridge;
    this.diagonal = new float[x.items()];
    IntStream.range(0, x.items()).parallel().forEach(item -> diagonal[item] = diagonal(item));
  }

  /** P of an item with itself. */
  private float diagonal(int item) {
    if (!byUsers) {
      return inverse.get(item, item);
    }
    double sum = 0;
    for (int p = x.columnStart[item]; p < x.columnStart[item + 1]; p++) {
      for (int q = x.columnStart[item]; q < p; q++) {
        sum +=
            2.0 * x.columnValue[p] * x.columnValue[q] * inverse.get(x.columnRow[p], x.columnRow[q]);
      }
      sum +=
          (double) x.columnValue[p]
              * x.columnValue[p]
              * inverse.get(x.columnRow[p], x.columnRow[p]);
    }
    return (float) ((1 - sum) / ridge);
  }

  /**
   * The scores of a user of the training data for all items, own items included.
   *
   * @param scores replaced, by item number
   * @param pad of as many numbers as users or items, whichever are fewer
   */
  public void scores(int user, float[] scores, float[] pad) {
    java.util.Arrays.fill(scores, 0);
    if (byUsers) {
      // X - (XX' + λI)⁻¹ X / diag(P): one row of the inverse times the sparse X.
      inverse.row(user, pad);
      timesRows(pad, scores);
      for (int item = 0; item < scores.length; item++) {
        scores[item] = -scores[item] / diagonal[item];
      }
    } else {
      for (int p = x.rowStart[user]; p < x.rowStart[user + 1]; p++) {
        inverse.row(x.rowItem[p], pad);
        float value = -x.rowValue[p];
        for (int item = 0; item < scores.length; item++) {
          scores[item] = Math.fma(value, pad[item] / diagonal[item], scores[item]);
        }
      }
    }
    for (int p = x.rowStart[user]; p < x.rowStart[user + 1]; p++) {
      scores[x.rowItem[p]] += x.rowValue[p];
    }
  }

  private void timesRows(float[] left, float[] to) {
    for (int row = 0; row < x.rows(); row++) {
      float factor = left[row];
      for (int p = x.rowStart[row]; p < x.rowStart[row + 1]; p++) {
        to[x.rowItem[p]] += factor * x.rowValue[p];
      }
    }
  }

  ItemNeighborhood neighborhood(int neighbours) {
    NeighborLists lists = new NeighborLists(x.items());
    IntStream.range(0, (x.items() + CHUNK - 1) / CHUNK)
        .parallel()
        .forEach(
            chunk -> {
              float[] row = new float[x.items()];
              float[] pad = new float[inverse.size()];
              float[] left = new float[inverse.size()];
              int end = Math.min(x.items(), (chunk + 1) * CHUNK);
              for (int item = chunk * CHUNK; item < end; item++) {
                precision(item, row, pad, left);
                lists.put(item, best(item, row, neighbours));
              }
            });
    return lists.neighborhood();
  }

  /** P of an item with all others. */
  private void precision(int item, float[] row, float[] pad, float[] left) {
    if (!byUsers) {
      inverse.row(item, row);
      return;
    }
    java.util.Arrays.fill(left, 0);
    java.util.Arrays.fill(row, 0);
    for (int p = x.columnStart[item]; p < x.columnStart[item + 1]; p++) {
      inverse.row(x.columnRow[p], pad);
      float value = -x.columnValue[p];
      for (int user = 0; user < left.length; user++) {
        left[user] = Math.fma(value, pad[user], left[user]);
      }
    }
    timesRows(left, row);
    float scale = (float) (1 / ridge);
    for (int other = 0; other < row.length; other++) {
      row[other] *= scale;
    }
  }

  private TopK best(int item, float[] row, int neighbours) {
    TopK best = new TopK(neighbours);
    for (int other = 0; other < row.length; other++) {
      float weight = -row[other] / diagonal[other];
      if (other != item && weight > 0) {
        best.offer(other, weight);
      }
    }
    return best;
  }
}
