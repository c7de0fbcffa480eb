package io.tierwise.recommend.evaluation;

import io.tierwise.recommend.interaction.InteractionLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How models compare on a shop's own data: each was fitted to what came before the split and ranked
 * the whole catalogue for the users who bought after it.
 *
 * @param split models have seen what came before it
 * @param users who bought after it and are known from before
 * @param purchases of theirs that were to be found
 * @param popularShare share of those purchases that went to the tenth of the items touched by most
 */
public record EvaluationReport(
    Instant split,
    int users,
    int items,
    int purchases,
    double popularShare,
    List<ModelReport> models) {
  private static final int[] PLACES = {5, 10, 20};
  private static final int K = 10;

  /** Upper bounds of the number of items that a user has touched before the split. */
  private static final int[] HISTORIES = {2, 5, 20, Integer.MAX_VALUE};

  /**
   * One model.
   *
   * @param metrics by name such as recallAt10, with 95 % intervals
   * @param coverageAt10 share of the catalogue in anybody's list
   * @param diversityAt10 share of the pairs of a list that are of different categories
   * @param noveltyAt10 mean of -log2 of the share of users who have touched an item
   * @param popularShareAt10 share of the places taken by the tenth of the items touched by most
   * @param byHistory users by how many items they had touched
   */
  public record ModelReport(
      String algorithm,
      String recipe,
      Map<String, Interval> metrics,
      double coverageAt10,
      double diversityAt10,
      double noveltyAt10,
      double popularShareAt10,
      List<Group> byHistory) {}

  /** Some of the users. */
  public record Group(String name, int users, Interval recallAt10, Interval ndcgAt10) {}

  /** The lists of one model. */
  public record Candidate(String algorithm, String recipe, RankedLists lists) {}

  /**
   * @param categories of the items, by number; equal texts are one category
   */
  public static EvaluationReport of(
      TimeSplit split, List<String> categories, List<Candidate> candidates) {
    Audience audience = Audience.of(split.train());
    int bought = split.cases().stream().mapToInt(test -> test.relevant().size()).sum();
    long popular =
        split.cases().stream()
            .flatMap(test -> test.relevant().stream())
            .filter(audience::isPopular)
            .count();
    return new EvaluationReport(
        Instant.ofEpochSecond(split.second()),
        split.cases().size(),
        split.train().items(),
        bought,
        (double) popular / Math.max(1, bought),
        candidates.stream()
            .map(candidate -> report(candidate, split, audience, categories))
            .toList());
  }

  private static ModelReport report(
      Candidate candidate, TimeSplit split, Audience audience, List<String> categories) {
    RankedLists lists = candidate.lists();
    Map<String, Interval> metrics = new LinkedHashMap<>();
    for (ListMetric metric : ListMetric.values()) {
      for (int k : PLACES) {
        metrics.put(metric.id() + "At" + k, Interval.ofMean(lists.perUser(metric, k)));
      }
    }
    double places = 0;
    double novelty = 0;
    double popular = 0;
    double pairs = 0;
    double different = 0;
    for (int user = 0; user < lists.cases().size(); user++) {
      int n = Math.min(K, lists.places(user));
      for (int place = 0; place < n; place++) {
        int item = lists.item(user, place);
        places++;
        novelty += audience.surprise(item);
        popular += audience.isPopular(item) ? 1 : 0;
        for (int other = 0; other < place; other++) {
          pairs++;
          String category = categories.get(item);
          different += category.equals(categories.get(lists.item(user, other))) ? 0 : 1;
        }
      }
    }
    return new ModelReport(
        candidate.algorithm(),
        candidate.recipe(),
        metrics,
        lists.coverage(K),
        different / Math.max(1, pairs),
        novelty / Math.max(1, places),
        popular / Math.max(1, places),
        byHistory(lists, split.train()));
  }

  private static List<Group> byHistory(RankedLists lists, InteractionLog train) {
    double[] recall = lists.perUser(ListMetric.RECALL, K);
    double[] ndcg = lists.perUser(ListMetric.NDCG, K);
    int[] lengths =
        lists.cases().stream().mapToInt(test -> distinctItems(train, test.user())).toArray();
    List<Group> groups = new ArrayList<>();
    int from = 1;
    for (int to : HISTORIES) {
      int least = from;
      int[] users =
          IntStream.range(0, lengths.length)
              .filter(i -> lengths[i] >= least && lengths[i] <= to)
              .toArray();
      groups.add(
          new Group(
              Optional.of(to)
                  .filter(bound -> bound < Integer.MAX_VALUE)
                  .map(bound -> least + "-" + bound + " items")
                  .orElse(least + " items and more"),
              users.length,
              Interval.ofMean(IntStream.of(users).mapToDouble(i -> recall[i]).toArray()),
              Interval.ofMean(IntStream.of(users).mapToDouble(i -> ndcg[i]).toArray())));
      from = to + 1;
    }
    return groups;
  }

  /** Rows are ordered by item. */
  private static int distinctItems(InteractionLog log, int user) {
    int distinct = 0;
    for (int row = log.start(user); row < log.end(user); row++) {
      distinct += row == log.start(user) || log.item(row) != log.item(row - 1) ? 1 : 0;
    }
    return distinct;
  }
}
