package io.tierwise.segmentation.taste;

import io.tierwise.segmentation.clustering.Partition;
import io.tierwise.segmentation.customer.Preferences;
import io.tierwise.segmentation.taste.TasteRun.Cluster;
import io.tierwise.segmentation.taste.TasteRun.Liked;
import io.tierwise.segmentation.taste.Tastes.Liking;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Finds clusters of taste by K-means on a random sample of customers, and names them. */
public final class FindTastes {
  public static final int MAX_CLUSTERS = 20;
  private static final int SAMPLE = 10_000;
  private static final int SILHOUETTE_SAMPLE = 1000;
  private static final int STARTS = 5;
  private static final int MOST_TRIED = 10;
  private static final int FEWEST = 20;
  private static final int TOP = 5;

  private final Tastes tastes;
  private final Clock clock;
  private final Semaphore free = new Semaphore(1);

  public FindTastes(Tastes tastes, Clock clock) {
    this.tastes = tastes;
    this.clock = clock;
  }

  /** The answer, or why there is none. */
  public sealed interface Answer {
    record Found(TasteRun run) implements Answer {}

    record TooFew(String reason) implements Answer {}

    record Busy() implements Answer {}
  }

  /**
   * @param k number of clusters; null to choose it by silhouette
   */
  public Answer find(@Nullable Integer k, long seed, String by) {
    if (!free.tryAcquire()) {
      return new Answer.Busy();
    }
    try {
      List<Liking> sample = tastes.sample(SAMPLE);
      if (sample.size() < FEWEST) {
        return new Answer.TooFew(
            "Only "
                + sample.size()
                + " customers like anything; at least "
                + FEWEST
                + " are needed");
      }
      TasteRun.Model model = model(sample, k, seed);
      if (model == null) {
        return new Answer.TooFew("There are not that many different tastes");
      }
      return new Answer.Found(tastes.store(by, clock.instant(), seed, sample.size(), model));
    } finally {
      free.release();
    }
  }

  static TasteRun.@Nullable Model model(List<Liking> sample, @Nullable Integer k, long seed) {
    List<Preferences> liked = sample.stream().map(Liking::preferences).toList();
    TasteSpace space = TasteSpace.of(liked);
    double[][] points = liked.stream().map(space::point).toArray(double[][]::new);
    int distinct = (int) Arrays.stream(points).map(Arrays::toString).distinct().count();
    Partition best = null;
    for (int tried = k == null ? 2 : k; tried <= (k == null ? MOST_TRIED : k); tried++) {
      Partition partition =
          tried > distinct ? null : Partition.of(points, tried, STARTS, SILHOUETTE_SAMPLE, seed);
      if (partition != null && (best == null || partition.silhouette() > best.silhouette())) {
        best = partition;
      }
    }
    return best == null
        ? null
        : new TasteRun.Model(space, best.silhouette(), clusters(liked, best));
  }

  private static List<Cluster> clusters(List<Preferences> liked, Partition partition) {
    int[] groups = partition.groups();
    double[][] centers = partition.centers();
    List<Cluster> clusters = new ArrayList<>();
    for (int group = 0; group < centers.length; group++) {
      List<Preferences> members = new ArrayList<>();
      for (int i = 0; i < groups.length; i++) {
        if (groups[i] == group) {
          members.add(liked.get(i));
        }
      }
      List<Liked> categories = top(members, liked, Preferences::categoryAffinity);
      clusters.add(
          new Cluster(
              "",
              members.size() / (double) liked.size(),
              categories,
              top(members, liked, Preferences::brandAffinity),
              top(members, liked, Preferences::priceBandAffinity),
              Arrays.stream(centers[group]).boxed().toList()));
    }
    clusters.sort(Comparator.comparingDouble(Cluster::share).reversed());
    return named(clusters);
  }

  private static List<Liked> top(
      List<Preferences> members,
      List<Preferences> all,
      Function<Preferences, Map<String, Double>> shares) {
    Map<String, Double> here = Means.of(members, shares);
    Map<String, Double> everywhere = Means.of(all, shares);
    return here.entrySet().stream()
        .map(
            entry ->
                new Liked(
                    entry.getKey(),
                    entry.getValue(),
                    entry.getValue() / everywhere.getOrDefault(entry.getKey(), 1.0)))
        .sorted(Comparator.comparingDouble(Liked::share).reversed().thenComparing(Liked::name))
        .limit(TOP)
        .toList();
  }

  /**
   * By the categories liked above the average, else by the most liked; apart by price or number.
   */
  private static List<Cluster> named(List<Cluster> clusters) {
    Set<String> used = new HashSet<>();
    List<Cluster> named = new ArrayList<>();
    for (Cluster cluster : clusters) {
      List<String> above =
          cluster.categories().stream().filter(c -> c.lift() > 1.1).map(Liked::name).toList();
      List<String> names =
          above.isEmpty() ? cluster.categories().stream().map(Liked::name).toList() : above;
      String name =
          names.isEmpty() ? "Anything" : String.join(" & ", names.stream().limit(2).toList());
      if (used.contains(name) && !cluster.priceBands().isEmpty()) {
        name += ", " + cluster.priceBands().getFirst().name();
      }
      String numbered = name;
      for (int number = 2; !used.add(numbered); number++) {
        numbered = name + " " + number;
      }
      named.add(
          new Cluster(
              numbered,
              cluster.share(),
              cluster.categories(),
              cluster.brands(),
              cluster.priceBands(),
              cluster.center()));
    }
    return named;
  }
}
