package io.tierwise.segmentation.propensity;

import java.util.Random;
import java.util.stream.IntStream;

/** Rows dealt out to folds at random, each class evenly. */
public final class Folds {
  private final int[] fold;
  private final int count;

  private Folds(int[] fold, int count) {
    this.fold = fold;
    this.count = count;
  }

  public static Folds of(LabelledRows rows, int count, long seed) {
    int[] shuffled = IntStream.range(0, rows.size()).toArray();
    Random random = new Random(seed);
    for (int i = shuffled.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swap = shuffled[i];
      shuffled[i] = shuffled[j];
      shuffled[j] = swap;
    }
    int[] dealt = new int[rows.classes()];
    int[] fold = new int[rows.size()];
    for (int i : shuffled) {
      fold[i] = dealt[rows.label(i)]++ % count;
    }
    return new Folds(fold, count);
  }

  public int count() {
    return count;
  }

  public int[] outside(int number) {
    return IntStream.range(0, fold.length).filter(i -> fold[i] != number).toArray();
  }

  public int[] inside(int number) {
    return IntStream.range(0, fold.length).filter(i -> fold[i] == number).toArray();
  }
}
