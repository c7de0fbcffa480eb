package io.tierwise.recommend.serving;

import io.tierwise.recommend.model.ItemText;
import io.tierwise.recommend.model.Scores;
import io.tierwise.recommend.model.Terms;
import io.tierwise.recommend.model.TopK;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Texts of items, kept up to date one item at a time, and the items that are most like one: cosine
 * of TF-IDF as in {@link io.tierwise.recommend.model.ContentTrainer}. About 20 bytes for each word
 * of an item. Not thread-safe.
 */
final class ContentIndex {
  private static final int MAX_TERMS = 1_000_000;

  /** A word in so many of the items says nothing. */
  private static final double COMMON = 0.2;

  private static final int ALWAYS_RARE = 50;

  /** No more holders of a word are looked at, so that one question stays short. */
  private static final int MAX_HOLDERS = 2_000;

  private final Terms terms;
  private final Map<String, Integer> numbers = new HashMap<>();
  private final List<int[]> holders = new ArrayList<>();
  private final List<Integer> counts = new ArrayList<>();
  private int[][] wordsOf = new int[1024][];
  private float[][] weightsOf = new float[1024][];
  private int items;
  private Scores dots = new Scores(0);

  ContentIndex(Terms terms) {
    this.terms = terms;
  }

  /** An item and one that is like it. */
  record Like(int item, double similarity) {}

  /** Replaces the text of an item. */
  void put(int item, ItemText text) {
    if (item >= wordsOf.length) {
      int capacity = Math.max(item + 1, 2 * wordsOf.length);
      wordsOf = Arrays.copyOf(wordsOf, capacity);
      weightsOf = Arrays.copyOf(weightsOf, capacity);
    }
    if (wordsOf[item] != null) {
      items--;
      for (int word : wordsOf[item]) {
        remove(word, item);
      }
    }
    Map<Integer, Double> words = new HashMap<>();
    text.words(terms)
        .forEach(
            (word, weight) -> {
              if (numbers.containsKey(word) || numbers.size() < MAX_TERMS) {
                words.put(numbers.computeIfAbsent(word, _ -> numbers.size()), weight);
              }
            });
    items++;
    wordsOf[item] = words.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    weightsOf[item] = new float[wordsOf[item].length];
    for (int i = 0; i < wordsOf[item].length; i++) {
      int word = wordsOf[item][i];
      weightsOf[item][i] = words.getOrDefault(word, 1.0).floatValue();
      add(word, item);
    }
  }

  /**
   * The items most like one, best first.
   *
   * @param eligible which of them count
   */
  List<Like> nearest(int item, int limit, IntPredicate eligible) {
    if (dots.capacity() < wordsOf.length) {
      dots = new Scores(wordsOf.length);
    }
    dots.clear();
    for (int i = 0; i < wordsOf[item].length; i++) {
      int word = wordsOf[item][i];
      double weight = weightsOf[item][i] * idf(word);
      int[] having = holders.get(word);
      int n = isRare(word) ? Math.min(MAX_HOLDERS, counts.get(word)) : 0;
      for (int place = 0; place < n; place++) {
        int other = having[place];
        if (other != item && eligible.test(other)) {
          int at = Arrays.binarySearch(wordsOf[other], word);
          dots.add(other, weight * weightsOf[other][at] * idf(word));
        }
      }
    }
    TopK best = new TopK(limit);
    double own = norm(item);
    for (int i = 0; i < dots.size(); i++) {
      int other = dots.item(i);
      best.offer(other, dots.value(other) / (own * norm(other)));
    }
    int[] found = new int[best.size()];
    double[] values = new double[found.length];
    best.drain(found, values);
    List<Like> likes = new ArrayList<>();
    for (int i = 0; i < found.length; i++) {
      likes.add(new Like(found[i], values[i]));
    }
    return likes;
  }

  private boolean isRare(int word) {
    return counts.get(word) <= Math.max(ALWAYS_RARE, COMMON * items);
  }

  private double idf(int word) {
    return Math.log1p((double) items / Math.max(1, counts.get(word)));
  }

  /** Of the words that count. */
  private double norm(int item) {
    double sum = 0;
    for (int i = 0; i < wordsOf[item].length; i++) {
      if (isRare(wordsOf[item][i])) {
        double weight = weightsOf[item][i] * idf(wordsOf[item][i]);
        sum += weight * weight;
      }
    }
    return Math.sqrt(sum);
  }

  private void add(int word, int item) {
    while (holders.size() <= word) {
      holders.add(new int[2]);
      counts.add(0);
    }
    int count = counts.get(word);
    if (count == holders.get(word).length) {
      holders.set(word, Arrays.copyOf(holders.get(word), 2 * count));
    }
    holders.get(word)[count] = item;
    counts.set(word, count + 1);
  }

  private void remove(int word, int item) {
    int[] having = holders.get(word);
    int count = counts.get(word);
    for (int place = 0; place < count; place++) {
      if (having[place] == item) {
        having[place] = having[count - 1];
        counts.set(word, count - 1);
        return;
      }
    }
  }
}
