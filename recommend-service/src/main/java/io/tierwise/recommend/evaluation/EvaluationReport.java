package io.tierwise.recommend.evaluation;

import io.tierwise.recommend.interaction.InteractionLog;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

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
  private static final String WITHOUT_TIER = "without tier";

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
   * @param byTier users by their tier of today; empty where no tiering was published
   */
  public record ModelReport(
      String algorithm,
      String recipe,
      Map<String, Interval> metrics,
      double coverageAt10,
      double diversityAt10,
      double noveltyAt10,
      double popularShareAt10,
      List<Group> byHistory,
      List<Group> byTier) {
    public ModelReport {
      metrics = inOrder(metrics);
      // Reports that were stored before there were tiers have none.
      byTier = Objects.requireNonNullElse(byTier, List.of());
    }

    /** As they were measured: a stored report has lost the order. */
    private static Map<String, Interval> inOrder(Map<String, Interval> metrics) {
      Map<String, Interval> ordered = new LinkedHashMap<>();
      for (ListMetric metric : ListMetric.values()) {
        for (int k : PLACES) {
          Interval interval = metrics.get(metric.nameAt(k));
          if (interval != null) {
            ordered.put(metric.nameAt(k), interval);
          }
        }
      }
      return ordered;
    }
  }

  /**
   * What items and users are called.
   *
   * @param categories by item number; equal texts are one category
   * @param tiers by user number; null for who has none
   */
  public record Labels(List<String> categories, List<@Nullable String> tiers) {}

  /** Some of the users. */
  public record Group(String name, int users, Interval recallAt10, Interval ndcgAt10) {}

  /** The lists of one model. */
  public record Candidate(String algorithm, String recipe, RankedLists lists) {}

  public static EvaluationReport of(TimeSplit split, Labels labels, List<Candidate> candidates) {
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
        candidates.stream().map(candidate -> report(candidate, split, audience, labels)).toList());
  }

  private static ModelReport report(
      Candidate candidate, TimeSplit split, Audience audience, Labels labels) {
    RankedLists lists = candidate.lists();
    Map<String, Interval> metrics = new LinkedHashMap<>();
    for (ListMetric metric : ListMetric.values()) {
      for (int k : PLACES) {
        metrics.put(metric.nameAt(k), Interval.ofMean(lists.perUser(metric, k)));
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
          String category = labels.categories().get(item);
          different += category.equals(labels.categories().get(lists.item(user, other))) ? 0 : 1;
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
        byHistory(lists, split.train()),
        byTier(lists, labels.tiers()));
  }

  private static List<Group> byHistory(RankedLists lists, InteractionLog train) {
    int[] lengths =
        lists.cases().stream().mapToInt(test -> distinctItems(train, test.user())).toArray();
    List<Group> groups = new ArrayList<>();
    int from = 1;
    for (int to : HISTORIES) {
      int least = from;
      String name =
          to == Integer.MAX_VALUE ? least + " items and more" : least + "-" + to + " items";
      groups.add(group(name, lists, i -> lengths[i] >= least && lengths[i] <= to));
      from = to + 1;
    }
    return groups;
  }

  /** In the order of the names, those without tier last. */
  private static List<Group> byTier(RankedLists lists, List<@Nullable String> tiers) {
    List<String> names = new ArrayList<>();
    for (TimeSplit.Case test : lists.cases()) {
      names.add(Objects.requireNonNullElse(tiers.get(test.user()), WITHOUT_TIER));
    }
    List<Group> groups = new ArrayList<>();
    Set<String> known = new TreeSet<>(names);
    boolean some = known.remove(WITHOUT_TIER);
    if (!known.isEmpty() && some) {
      known = new LinkedHashSet<>(known);
      known.add(WITHOUT_TIER);
    }
    for (String tier : known) {
      groups.add(group(tier, lists, i -> names.get(i).equals(tier)));
    }
    return groups;
  }

  private static Group group(String name, RankedLists lists, IntPredicate belongs) {
    int[] users = IntStream.range(0, lists.cases().size()).filter(belongs).toArray();
    return new Group(
        name,
        users.length,
        Interval.ofMean(of(users, lists.perUser(ListMetric.RECALL, K))),
        Interval.ofMean(of(users, lists.perUser(ListMetric.NDCG, K))));
  }

  private static double[] of(int[] users, double[] values) {
    return IntStream.of(users).mapToDouble(i -> values[i]).toArray();
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
