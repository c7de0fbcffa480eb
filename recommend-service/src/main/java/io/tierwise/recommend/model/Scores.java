package io.tierwise.recommend.model;

/**
 * Scores of items under accumulation: a dense array and the list of items that were touched, so
 * that clearing costs what was used and not the size of the catalogue. Not thread-safe; reuse it.
 */
public final class Scores {
  private final double[] values;
  private final boolean[] seen;
  private final int[] touched;
  private int size;
  private double factor = 1;

  /**
   * @param items how many item numbers there are
   */
  public Scores(int items) {
    values = new double[items];
    seen = new boolean[items];
    touched = new int[items];
  }

  public int capacity() {
    return values.length;
  }

  public void add(int item, double value) {
    if (!seen[item]) {
      seen[item] = true;
      touched[size++] = item;
    }
    values[item] += factor * value;
  }

  /** Lets whatever the work adds count so many times. */
  void times(double factor, Runnable work) {
    double before = this.factor;
    this.factor = before * factor;
    try {
      work.run();
    } finally {
      this.factor = before;
    }
  }

  /** How many items were touched since the last {@link #clear}. */
  public int size() {
    return size;
  }

  public int item(int position) {
    return touched[position];
  }

  /** Whether an item was touched; told by an array that stays in the nearest cache. */
  boolean holds(int item) {
    return seen[item];
  }

  public double value(int item) {
    return values[item];
  }

  public void clear() {
    for (int i = 0; i < size; i++) {
      values[touched[i]] = 0;
      seen[touched[i]] = false;
    }
    size = 0;
  }
}
