package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.model.ItemRanking;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/** Reads anew what is popular within each segment. */
public final class FollowSegments {
  private final SegmentRecord stored;
  private final Catalogue catalogue;
  private final SegmentDemand demand;

  public FollowSegments(SegmentRecord stored, Catalogue catalogue, SegmentDemand demand) {
    this.stored = stored;
    this.catalogue = catalogue;
    this.demand = demand;
  }

  public void follow() {
    Map<String, Map<Integer, Double>> counts = new HashMap<>();
    stored.read(
        (segment, itemId, count) ->
            counts
                .computeIfAbsent(segment, _ -> new HashMap<>())
                .put(catalogue.number(itemId), count));
    Map<String, ItemRanking> rankings = new HashMap<>();
    counts.forEach((segment, items) -> rankings.put(segment, ranking(items)));
    demand.replace(rankings);
  }

  private static ItemRanking ranking(Map<Integer, Double> counts) {
    int size = counts.keySet().stream().mapToInt(Integer::intValue).max().orElse(-1) + 1;
    double[] scores = new double[size];
    Arrays.fill(scores, Double.NaN);
    counts.forEach((item, count) -> scores[item] = count);
    return new ItemRanking(scores);
  }
}
