package io.tierwise.segmentation.fairness;

import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.clustering.FitParameters;
import io.tierwise.segmentation.clustering.GroupModel;
import io.tierwise.segmentation.clustering.Preparation;
import io.tierwise.segmentation.clustering.RfmGridTiering;
import io.tierwise.segmentation.clustering.TieringEngine;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.fairness.FairnessResult.GroupShares;
import io.tierwise.segmentation.fairness.FairnessResult.Without;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.segmentation.run.RunParameters;
import io.tierwise.segmentation.tier.TieringModel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/** Shares of groups in tiers, and the tiers that the same engine makes without the proxies. */
final class FairnessOfRun {
  /** Smaller ones are shown together: a client may invent any number of countries. */
  static final int MOST_GROUPS = 100;

  private final Map<String, TieringEngine> engines;
  private final RunDefaults defaults;

  FairnessOfRun(Map<String, TieringEngine> engines, RunDefaults defaults) {
    this.engines = Map.copyOf(engines);
    this.defaults = defaults;
  }

  FairnessResult of(
      RunParameters run,
      TieringModel model,
      GroupedCustomers customers,
      FairnessParameters asked,
      Instant readAt) {
    int[] tiers = tiers(model.clusters(), customers, all(customers));
    int[] order = bySize(customers);
    List<String> names = names(customers, order);
    long[][] counts = counts(customers, tiers, model.clusters().k(), order);
    List<GroupShares> shares = new ArrayList<>();
    for (int g = 0; g < names.size(); g++) {
      shares.add(new GroupShares(names.get(g), LongStream.of(counts[g]).boxed().toList()));
    }
    List<Impact> impacts = impacts(names, counts, asked.favourable());
    List<Proxy> proxies = Proxy.of(customers, asked.proxyBound());
    return new FairnessResult(
        readAt,
        customers.size(),
        model.tierNames(),
        asked.favourable(),
        shares,
        impacts,
        FairnessResult.lowest(impacts),
        FairnessResult.verdict(impacts),
        proxies,
        without(run, model, customers, asked, proxies, tiers, order));
  }

  private @Nullable Without without(
      RunParameters run,
      TieringModel model,
      GroupedCustomers customers,
      FairnessParameters asked,
      List<Proxy> proxies,
      int[] before,
      int[] order) {
    Set<TieringFeature> out =
        proxies.stream().filter(Proxy::isProxy).map(Proxy::feature).collect(Collectors.toSet());
    if (out.isEmpty()) {
      return null;
    }
    int[] kept =
        IntStream.range(0, customers.features().size())
            .filter(j -> !out.contains(customers.features().get(j)))
            .toArray();
    List<TieringFeature> features = IntStream.of(kept).mapToObj(customers.features()::get).toList();
    TieringEngine engine = engines.get(run.engine());
    if (features.isEmpty()) {
      return refused(features, "every feature of the run tells the groups apart");
    }
    if (run.engine().equals(RfmGridTiering.NAME)) {
      return refused(features, "the engine " + run.engine() + " takes all of its features");
    }
    if (engine == null) {
      return refused(features, "there is no engine '" + run.engine() + "' any more");
    }
    GroupModel other;
    try {
      double[][] rows = customers.rows(kept);
      other =
          engine
              .fit(
                  FeatureMatrix.of(features, rows, customers.values()),
                  fitParameters(run, model.clusters().k(), features),
                  f -> {})
              .model();
    } catch (IllegalArgumentException unfit) {
      return refused(features, String.valueOf(unfit.getMessage()));
    }
    int[] after = tiers(other, customers, kept);
    List<String> names = names(customers, order);
    List<Impact> impacts =
        impacts(names, counts(customers, after, other.k(), order), asked.favourable());
    return new Without(
        features,
        null,
        IntStream.range(0, after.length).filter(i -> after[i] != before[i]).count(),
        IntStream.range(0, after.length).filter(i -> after[i] < before[i]).count(),
        IntStream.range(0, after.length).filter(i -> after[i] > before[i]).count(),
        impacts,
        FairnessResult.lowest(impacts),
        FairnessResult.verdict(impacts));
  }

  private static Without refused(List<TieringFeature> features, String why) {
    return new Without(features, why, 0, 0, 0, List.of(), null, FairnessResult.Verdict.NOT_JUDGED);
  }

  /** As many tiers as the run has, unless the engine finds their number itself. */
  private FitParameters fitParameters(RunParameters run, int k, List<TieringFeature> features) {
    Map<TieringFeature, Double> weights = new HashMap<>(run.preparation().weights());
    weights.keySet().retainAll(features);
    return new FitParameters(
        k,
        Math.max(2, k),
        defaults.restarts(),
        defaults.fitSample(),
        defaults.silhouetteSample(),
        run.seed(),
        new Preparation(run.preparation().scaling(), run.preparation().tail(), weights),
        run.options());
  }

  private static int[] tiers(GroupModel model, GroupedCustomers customers, int[] features) {
    return IntStream.range(0, customers.size())
        .parallel()
        .map(
            i -> {
              double[] row = customers.row(i);
              return model.group(IntStream.of(features).mapToDouble(j -> row[j]).toArray());
            })
        .toArray();
  }

  private static int[] all(GroupedCustomers customers) {
    return IntStream.range(0, customers.features().size()).toArray();
  }

  /** Groups, the largest first, equally large ones by name. */
  private static int[] bySize(GroupedCustomers customers) {
    long[] sizes = new long[customers.groupNames().size()];
    for (int i = 0; i < customers.size(); i++) {
      sizes[customers.group(i)]++;
    }
    return IntStream.range(0, sizes.length)
        .boxed()
        .sorted(
            Comparator.<Integer>comparingLong(g -> -sizes[g])
                .thenComparing(customers.groupNames()::get))
        .mapToInt(Integer::intValue)
        .toArray();
  }

  private static List<String> names(GroupedCustomers customers, int[] order) {
    List<String> names = new ArrayList<>();
    IntStream.of(order).limit(MOST_GROUPS).forEach(g -> names.add(customers.groupNames().get(g)));
    if (order.length > MOST_GROUPS) {
      names.add(GroupedCustomers.OTHERS);
    }
    return names;
  }

  /** Groups in the order that is given, the smallest together, x tiers. */
  private static long[][] counts(GroupedCustomers customers, int[] tiers, int k, int[] order) {
    int[] position = new int[order.length];
    for (int p = 0; p < order.length; p++) {
      position[order[p]] = Math.min(p, MOST_GROUPS);
    }
    long[][] counts = new long[Math.min(order.length, MOST_GROUPS + 1)][k];
    for (int i = 0; i < tiers.length; i++) {
      counts[position[customers.group(i)]][tiers[i]]++;
    }
    return counts;
  }

  private static List<Impact> impacts(List<String> names, long[][] counts, int favourable) {
    long[] customers = new long[counts.length];
    long[] favoured = new long[counts.length];
    for (int g = 0; g < counts.length; g++) {
      for (int tier = 0; tier < counts[g].length; tier++) {
        customers[g] += counts[g][tier];
        favoured[g] += tier < favourable ? counts[g][tier] : 0;
      }
    }
    return Impact.of(names, customers, favoured);
  }
}
