package io.tierwise.recommend.interaction;

import java.util.Arrays;

/**
 * A user's row x_u: the strength of the interest in each item, as a reusable buffer.
 *
 * <p>Item numbers are those of whoever fills it. Complexity of {@link #fill}: one pass.
 */
public final class Strengths {
  private static final double LN_2 = Math.log(2);

  private int[] items;
  private double[] values;
  private byte[] mainKinds;
  private float[] ratings;
  private long[] seconds;
  private int size;

  public Strengths() {
    this(16);
  }

  /**
   * @param room for so many items before it grows
   */
  public Strengths(int room) {
    items = new int[room];
    values = new double[room];
    mainKinds = new byte[room];
    ratings = new float[room];
    seconds = new long[room];
  }

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

  /** The newest rating that the user gave; 0 without one. */
  public float rating(int position) {
    return ratings[position];
  }

  /** Of the newest deed, or of whatever else tells which item came later. */
  public long second(int position) {
    return seconds[position];
  }

  public Strengths clear() {
    size = 0;
    return this;
  }

  /** An item that came after those that are there. */
  public void add(int item, double value, InteractionKind mainKind) {
    add(item, value, mainKind, 0, size);
  }

  /**
   * @param rating 0 for none
   * @param second of the newest deed
   */
  public void add(int item, double value, InteractionKind mainKind, float rating, long second) {
    if (size == items.length) {
      int capacity = Math.max(16, size * 2);
      items = Arrays.copyOf(items, capacity);
      values = Arrays.copyOf(values, capacity);
      mainKinds = Arrays.copyOf(mainKinds, capacity);
      ratings = Arrays.copyOf(ratings, capacity);
      seconds = Arrays.copyOf(seconds, capacity);
    }
    items[size] = item;
    seconds[size] = second;
    values[size] = value;
    ratings[size] = rating;
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
    double perSecond = LN_2 / weights.halfLife().toSeconds();
    int row = from;
    while (row < to) {
      int item = rows.item(row);
      double value = 0;
      double bought = 0;
      double best = Double.NEGATIVE_INFINITY;
      InteractionKind main = InteractionKind.VIEW;
      float rating = 0;
      long ratedAt = Long.MIN_VALUE;
      long newest = 0;
      while (row < to && rows.item(row) == item) {
        byte kind = rows.kind(row);
        InteractionKind kindOfRow = InteractionKind.of(kind);
        double decayed = 0;
        double weighted = 0;
        for (; row < to && rows.item(row) == item && rows.kind(row) == kind; row++) {
          newest = Math.max(newest, rows.second(row));
          double decay = Math.exp(-perSecond * Math.max(0, reference - rows.second(row)));
          decayed += decay;
          weighted += decay * weights.of(kindOfRow, rows.rating(row));
          if (kindOfRow == InteractionKind.RATING && rows.second(row) >= ratedAt) {
            ratedAt = rows.second(row);
            rating = rows.rating(row);
          }
        }
        double part = decayed > 0 ? weighted / decayed * log2of1p(decayed) : 0;
        value += part;
        if (kindOfRow == InteractionKind.PURCHASE) {
          bought = part;
        } else if (kindOfRow == InteractionKind.RETURN) {
          // After the purchase, by its code: what is left is the interest that led to it.
          value -= bought;
          main = main == InteractionKind.PURCHASE ? kindOfRow : main;
        }
        if (part > best) {
          best = part;
          main = kindOfRow;
        }
      }
      if (value != 0 || rating > 0) {
        add(item, value, main, rating, newest);
      }
    }
  }

  /** The plain logarithm is an instruction or two of the machine, the careful one a long method. */
  private static double log2of1p(double x) {
    return (x > 0.01 ? Math.log(1 + x) : Math.log1p(x)) / LN_2;
  }
}
