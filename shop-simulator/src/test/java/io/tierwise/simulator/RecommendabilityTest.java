package io.tierwise.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.simulator.ShopEvent.Line;
import io.tierwise.simulator.ShopEvent.Order;
import io.tierwise.simulator.ShopEvent.Product;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * The next purchases can be foreseen from the events: a plain item k-NN (Deshpande, Karypis 2004)
 * does it far better than popularity, and knowing the true taste better still.
 */
class RecommendabilityTest {
  private static final Instant CUT = Shops.END.minus(Duration.ofDays(14));
  private static final List<String> ITEMS =
      Shops.DEFAULT.items().stream().map(ShopItem::itemId).toList();
  private static final Map<String, Integer> INDEX = new HashMap<>();
  private static final Map<String, double[]> STRENGTHS = new HashMap<>();
  private static final Map<String, Set<Integer>> BOUGHT = new HashMap<>();
  private static final double[] SALES = new double[ITEMS.size()];

  @BeforeAll
  static void readTheEventsBeforeTheCut() {
    IntStream.range(0, ITEMS.size()).forEach(i -> INDEX.put(ITEMS.get(i), i));
    Shops.DEFAULT
        .eventsBefore(CUT)
        .filter(event -> event.userId() != null)
        .forEach(RecommendabilityTest::learn);
  }

  @Test
  void itemNeighboursForeseeNextPurchasesFarBetterThanPopularity() {
    double[][] similarities = similarities();
    double popularity = recall((user, strengths) -> SALES.clone());
    double neighbours = recall((user, strengths) -> scores(strengths, similarities));
    double truth =
        recall(
            (user, strengths) ->
                ITEMS.stream()
                    .mapToDouble(item -> Shops.DEFAULT.truth().preference(user, item))
                    .toArray());
    assertThat(popularity).isBetween(0.03, 0.15);
    assertThat(neighbours).isGreaterThan(2 * popularity).isLessThan(0.6);
    assertThat(truth).isGreaterThan(neighbours);
  }

  private interface Scorer {
    double[] score(String user, double[] strengths);
  }

  private static void learn(ShopEvent event) {
    double[] strengths =
        STRENGTHS.computeIfAbsent(String.valueOf(event.userId()), id -> new double[ITEMS.size()]);
    if (event.payload() instanceof Product(Line line, int position)) {
      double weight = event.is(EventKind.PRODUCT_ADDED) ? 3 : 1;
      strengths[INDEX.get(line.item().itemId())] += weight;
    } else if (event.payload() instanceof Order(ShopOrder order)
        && event.is(EventKind.ORDER_COMPLETED)) {
      for (Line line : order.lines()) {
        int item = INDEX.get(line.item().itemId());
        strengths[item] += 5;
        SALES[item]++;
        BOUGHT.computeIfAbsent(String.valueOf(event.userId()), id -> new HashSet<>()).add(item);
      }
    }
  }

  private static double[][] similarities() {
    int n = ITEMS.size();
    double[][] products = new double[n][n];
    for (double[] strengths : STRENGTHS.values()) {
      int[] touched = IntStream.range(0, n).filter(i -> strengths[i] > 0).toArray();
      for (int i : touched) {
        for (int j : touched) {
          products[i][j] += Math.log1p(strengths[i]) * Math.log1p(strengths[j]);
        }
      }
    }
    double[][] cosines = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        double norms = Math.sqrt(products[i][i] * products[j][j]);
        cosines[i][j] = i == j ? 0 : products[i][j] / (norms + 20);
      }
    }
    return cosines;
  }

  private static double[] scores(double[] strengths, double[][] similarities) {
    double[] scores = new double[ITEMS.size()];
    for (int j = 0; j < strengths.length; j++) {
      if (strengths[j] > 0) {
        for (int i = 0; i < scores.length; i++) {
          scores[i] += Math.log1p(strengths[j]) * similarities[j][i];
        }
      }
    }
    return scores;
  }

  private static double recall(Scorer scorer) {
    return Shops.DEFAULT.heldOutPurchases(CUT).entrySet().stream()
        .mapToDouble(
            entry -> {
              String user = entry.getKey();
              double[] scores = scorer.score(user, STRENGTHS.get(user));
              Set<Integer> owned = BOUGHT.getOrDefault(user, Set.of());
              long hits =
                  IntStream.range(0, scores.length)
                      .filter(item -> !owned.contains(item))
                      .boxed()
                      .sorted(Comparator.comparingDouble(item -> -scores[item]))
                      .limit(10)
                      .filter(item -> entry.getValue().contains(ITEMS.get(item)))
                      .count();
              return (double) hits / entry.getValue().size();
            })
        .average()
        .orElseThrow();
  }
}
