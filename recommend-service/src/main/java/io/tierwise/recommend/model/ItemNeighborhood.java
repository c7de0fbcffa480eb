package io.tierwise.recommend.model;

import io.tierwise.recommend.interaction.Strengths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Item k-NN: s(u, i) = Σ_j x_uj sim(j, i), with the k most similar items kept for each j.
 *
 * <p>The score is linear in the user's row, so a new deed changes the next answer without training,
 * and the share of each history item in a score is exact. M. Deshpande, G. Karypis: Item-Based
 * Top-N Recommendation Algorithms (2004).
 */
public final class ItemNeighborhood implements PersonalModel {
  private final int[] start;
  private final int[] neighbours;
  private final float[] similarities;

  /** Lists of item j at [start[j], start[j + 1]), most similar first. */
  ItemNeighborhood(int[] start, int[] neighbours, float[] similarities) {
    this.start = start;
    this.neighbours = neighbours;
    this.similarities = similarities;
  }

  public static ItemNeighborhood empty() {
    return new ItemNeighborhood(new int[1], new int[0], new float[0]);
  }

  /**
   * Weighted sum of models of the same item numbers.
   *
   * @param keep the largest weights of each item
   */
  static ItemNeighborhood sum(List<ItemNeighborhood> parts, double[] factors, int keep) {
    int items = parts.stream().mapToInt(ItemNeighborhood::items).max().orElse(0);
    NeighborLists lists = new NeighborLists(items);
    Scores row = new Scores(items);
    for (int item = 0; item < items; item++) {
      row.clear();
      for (int part = 0; part < factors.length; part++) {
        ItemNeighborhood each = parts.get(part);
        for (int place = 0; place < each.neighbours(item); place++) {
          row.add(each.neighbour(item, place), factors[part] * each.similarity(item, place));
        }
      }
      TopK best = new TopK(keep);
      for (int i = 0; i < row.size(); i++) {
        best.offer(row.item(i), row.value(row.item(i)));
      }
      lists.put(item, best);
    }
    return lists.neighborhood();
  }

  /** How many item numbers there are, with or without neighbours. */
  public int items() {
    return start.length - 1;
  }

  /** How many similar items are known for an item. */
  public int neighbours(int item) {
    return item < items() ? start[item + 1] - start[item] : 0;
  }

  /** Of the longest list. */
  int mostNeighbours() {
    int most = 0;
    for (int item = 0; item < items(); item++) {
      most = Math.max(most, neighbours(item));
    }
    return most;
  }

  public int neighbour(int item, int place) {
    return neighbours[start[item] + place];
  }

  public double similarity(int item, int place) {
    return similarities[start[item] + place];
  }

  @Override
  public void score(Strengths user, Scores scores) {
    for (int i = 0; i < user.size(); i++) {
      int from = user.item(i);
      if (from < items()) {
        double strength = user.value(i);
        for (int p = start[from]; p < start[from + 1]; p++) {
          scores.add(neighbours[p], strength * similarities[p]);
        }
      }
    }
  }

  /** One pass over the lists of the history. */
  @Override
  public List<List<Contribution>> explain(Strengths user, int[] asked, Scores places) {
    List<List<Contribution>> parts = new ArrayList<>();
    for (int place = 0; place < asked.length; place++) {
      places.add(asked[place], place + 1);
      parts.add(new ArrayList<>(user.size()));
    }
    for (int i = 0; i < user.size(); i++) {
      int from = user.item(i);
      int end = from < items() ? start[from + 1] : 0;
      for (int p = from < items() ? start[from] : 0; p < end; p++) {
        int place = (int) places.value(neighbours[p]);
        if (place > 0) {
          parts
              .get(place - 1)
              .add(new Contribution(from, user.mainKind(i), user.value(i) * similarities[p]));
        }
      }
    }
    return parts;
  }

  /** Without an object for each part: an item has as many as the user has touched others. */
  @Override
  public List<Explanation> explain(Strengths user, int[] asked, Scores places, int most) {
    TopK[] best = new TopK[asked.length];
    double[] totals = new double[asked.length];
    for (int place = 0; place < asked.length; place++) {
      places.add(asked[place], place + 1);
      best[place] = new TopK(most);
    }
    for (int i = 0; i < user.size(); i++) {
      int from = user.item(i);
      int end = from < items() ? start[from + 1] : 0;
      for (int p = from < items() ? start[from] : 0; p < end; p++) {
        if (places.holds(neighbours[p])) {
          int place = (int) places.value(neighbours[p]) - 1;
          double part = user.value(i) * similarities[p];
          totals[place] += part;
          best[place].offer(i, part);
        }
      }
    }
    List<Explanation> explained = new ArrayList<>(asked.length);
    int[] rows = new int[most];
    double[] parts = new double[most];
    for (int place = 0; place < asked.length; place++) {
      int n = best[place].drain(rows, parts);
      List<Contribution> largest = new ArrayList<>(n);
      for (int i = 0; i < n; i++) {
        largest.add(new Contribution(user.item(rows[i]), user.mainKind(rows[i]), parts[i]));
      }
      explained.add(new Explanation(totals[place], largest));
    }
    return explained;
  }

  @Override
  public ItemNeighborhood renumbered(int[] numbers) {
    int size = Arrays.stream(numbers).max().orElse(-1) + 1;
    int[] newStart = new int[size + 1];
    for (int item = 0; item < items(); item++) {
      newStart[numbers[item] + 1] = neighbours(item);
    }
    for (int item = 0; item < size; item++) {
      newStart[item + 1] += newStart[item];
    }
    int[] newNeighbours = new int[neighbours.length];
    float[] newSimilarities = new float[neighbours.length];
    for (int item = 0; item < items(); item++) {
      int to = newStart[numbers[item]];
      for (int p = start[item]; p < start[item + 1]; p++, to++) {
        newNeighbours[to] = numbers[neighbours[p]];
        newSimilarities[to] = similarities[p];
      }
    }
    return new ItemNeighborhood(newStart, newNeighbours, newSimilarities);
  }

  int[] starts() {
    return start;
  }

  int[] allNeighbours() {
    return neighbours;
  }

  float[] allSimilarities() {
    return similarities;
  }
}
