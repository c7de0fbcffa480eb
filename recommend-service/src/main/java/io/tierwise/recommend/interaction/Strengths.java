package io.tierwise.recommend.interaction;

import java.util.Arrays;

/**
 * A user's row x_u: the strength of the interest in each item, as a reusable buffer.
 *
 * <p>Item numbers are those of whoever fills it. Complexity of {@link #fill}: one pass.
 */
public final class Strengths {
  private int[] items = new int[16];
  private double[] values = new double[16];
  private byte[] mainKinds = new byte[16];
  private int size;

  public int size() {
    return size;
  }

  public int item(int position) {
    return items[position];
  }

  public double value(int position) {
    return values[position];
  }

  /** The kind of deed that adds most to the value. */
  public InteractionKind mainKind(int position) {
    return InteractionKind.of(mainKinds[position]);
  }

  public Strengths clear() {
    size = 0;
    return this;
  }

  public void add(int item, double value, InteractionKind mainKind) {
    if (size == items.length) {
      int capacity = size * 2;
      items = Arrays.copyOf(items, capacity);
      values = Arrays.copyOf(values, capacity);
      mainKinds = Arrays.copyOf(mainKinds, capacity);
    }
    items[size] = item;
    values[size] = value;
    mainKinds[size++] = mainKind.code();
  }

  /** Sum of the positive values: how much is known of the user. */
  public double total() {
    double total = 0;
    for (int i = 0; i < size; i++) {
      total += Math.max(0, values[i]);
    }
    return total;
  }

  /**
   * Replaces the content by the strengths of the rows [from, to), which must be ordered by item and
   * kind.
   *
   * @param reference epoch second at which a deed counts in full; later ones do too
   */
  void fill(DeedColumns rows, int from, int to, long reference, StrengthWeights weights) {
    size = 0;
    double perSecond = Math.log(2) / weights.halfLife().toSeconds();
    int row = from;
    while (row < to) {
      int item = rows.item(row);
      double value = 0;
      double best = Double.NEGATIVE_INFINITY;
      InteractionKind main = InteractionKind.VIEW;
      while (row < to && rows.item(row) == item) {
        byte kind = rows.kind(row);
        InteractionKind kindOfRow = InteractionKind.of(kind);
        double decayed = 0;
        double weighted = 0;
        for (; row < to && rows.item(row) == item && rows.kind(row) == kind; row++) {
          double decay = Math.exp(-perSecond * Math.max(0, reference - rows.second(row)));
          decayed += decay;
          weighted += decay * weights.of(kindOfRow, rows.rating(row));
        }
        double part = decayed > 0 ? weighted / decayed * log2of1p(decayed) : 0;
        value += part;
        if (part > best) {
          best = part;
          main = kindOfRow;
        }
      }
      if (value != 0) {
        add(item, value, main);
      }
    }
  }

  private static double log2of1p(double x) {
    return Math.log1p(x) / Math.log(2);
  }
}
