package io.tierwise.recommend.serving;

import io.tierwise.recommend.model.Scores;
import io.tierwise.recommend.serving.ContentIndex.Like;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Items that the live model has never heard of, each with the known items most like it by their
 * texts. An item nobody has touched borrows its score from these, whatever the model: s = m · Σ
 * sim² s_k / Σ sim², with m the similarity of the most like one. Immutable.
 */
public final class FreshItems {
  static final FreshItems NONE = new FreshItems(Map.of());
  private static final int[] NOBODY = {};

  private final int[] items;
  private final int[][] likes;
  private final double[][] weights;
  private final Map<Integer, Integer> places = new HashMap<>();

  /**
   * @param likeOf known items by fresh item, most like first; none of them empty
   */
  FreshItems(Map<Integer, List<Like>> likeOf) {
    items = likeOf.keySet().stream().mapToInt(Integer::intValue).sorted().toArray();
    likes = new int[items.length][];
    weights = new double[items.length][];
    for (int place = 0; place < items.length; place++) {
      List<Like> like = likeOf.getOrDefault(items[place], List.of());
      places.put(items[place], place);
      likes[place] = like.stream().mapToInt(Like::item).toArray();
      double all = like.stream().mapToDouble(each -> each.similarity() * each.similarity()).sum();
      double most = like.getFirst().similarity();
      weights[place] =
          like.stream()
              .mapToDouble(each -> most * each.similarity() * each.similarity() / all)
              .toArray();
    }
  }

  int size() {
    return items.length;
  }

  /** Adds the borrowed scores of all fresh items. */
  void score(Scores scores) {
    for (int place = 0; place < items.length; place++) {
      double score = 0;
      for (int i = 0; i < likes[place].length; i++) {
        score += weights[place][i] * value(likes[place][i], scores);
      }
      // The buffer may be from before the item.
      if (score > 0 && items[place] < scores.capacity()) {
        scores.add(items[place], score);
      }
    }
  }

  private static double value(int item, Scores scores) {
    return item < scores.capacity() ? scores.value(item) : 0;
  }

  /** The known items most like a fresh one, most like first; empty for any other. */
  int[] likes(int item) {
    Integer place = items.length == 0 ? null : places.get(item);
    return place == null ? NOBODY : likes[place].clone();
  }
}
