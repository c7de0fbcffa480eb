package io.tierwise.segmentation.quality;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.segmentation.clustering.AdjustedRandIndex;
import io.tierwise.segmentation.clustering.EngineOptions;
import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.clustering.FitParameters;
import io.tierwise.segmentation.clustering.GroupModel;
import io.tierwise.segmentation.clustering.Preparation;
import io.tierwise.segmentation.clustering.TieringEngines;
import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.clv.CustomerValue;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.simulator.EventKind;
import io.tierwise.simulator.Shop;
import io.tierwise.simulator.ShopEvent;
import io.tierwise.simulator.ShopSettings;
import io.tierwise.simulator.ShopTruth;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Tiers and lifetime values of a generated shop against what the shop cannot know; the figures are
 * in docs/quality.md.
 */
class HiddenValueTest {
  private static final Instant END = Instant.parse("2026-06-30T00:00:00Z");
  private static final Instant CUT = END.minus(Duration.ofDays(180));
  private static final int GROUPS = 4;

  private static ShopTruth truth;
  private static Purchases purchases;

  @BeforeAll
  static void generate() {
    Shop shop = Shop.generate(ShopSettings.withDefaults(END).withSize(3_000, 300, 360));
    truth = shop.truth();
    purchases =
        new Purchases(
            shop.events()
                .filter(event -> event.is(EventKind.ORDER_COMPLETED) && event.userId() != null)
                .map(
                    event ->
                        new Purchases.Order(
                            Objects.requireNonNull(event.userId()),
                            event.timestamp(),
                            ((ShopEvent.Order) event.payload()).order().revenue()))
                .toList());
  }

  @Test
  void lifetimeValues_rankCustomersByWhatTheyWillSpend() {
    List<Customer> customers = purchases.known(CUT);
    List<CustomerValue> values = Purchases.values(customers, CUT, new Horizon(180, 0));
    double[] future = purchases.spentAfter(CUT, customers);
    double ranks =
        Purchases.rankCorrelation(
            values.stream().mapToDouble(CustomerValue::value).toArray(), future);
    double byPast =
        Purchases.rankCorrelation(
            customers.stream().mapToDouble(c -> c.netRevenue().doubleValue()).toArray(), future);
    double byRecency =
        Purchases.rankCorrelation(
            customers.stream().mapToDouble(c -> -TieringFeature.RECENCY_DAYS.of(c, CUT)).toArray(),
            future);
    double predicted = values.stream().mapToDouble(CustomerValue::orders).sum();
    print(
        "values of %d customers over 180 days: rank correlation with what they spent %.3f, of past revenue %.3f, of recency %.3f; orders %.0f for %d",
        customers.size(),
        ranks,
        byPast,
        byRecency,
        predicted,
        purchases.ordersAfter(CUT, customers));
    assertThat(ranks).isGreaterThan(0.4).isGreaterThan(byPast).isGreaterThan(byRecency);
  }

  @Test
  void tiers_findTheTrueValueGroups() {
    List<Customer> customers = purchases.known(END);
    long[] sizes = new long[GROUPS];
    customers.forEach(c -> sizes[trueGroup(c)]++);
    double byClusters = agreement("rfm-kmeans", TieringFeature.RFM, EngineOptions.NONE, customers);
    double byRevenue =
        agreement(
            "quantile",
            List.of(TieringFeature.MONETARY),
            new EngineOptions(
                null,
                null,
                IntStream.range(0, GROUPS)
                    .mapToObj(g -> sizes[g] / (double) customers.size())
                    .toList()),
            customers);
    print(
        "adjusted Rand index of four tiers with the true value groups of %d buyers: K-means on RFM %.3f, quantiles of revenue %.3f",
        customers.size(), byClusters, byRevenue);
    assertThat(byClusters).isGreaterThan(0.05);
    assertThat(byRevenue).isGreaterThan(0.05);
  }

  private static double agreement(
      String engine,
      List<TieringFeature> features,
      EngineOptions options,
      List<Customer> customers) {
    GroupModel model =
        TieringEngines.all()
            .get(engine)
            .fit(
                FeatureMatrix.of(customers, features, END),
                new FitParameters(
                    GROUPS, 10, 10, 20_000, 500, 20260101, Preparation.STANDARD, options),
                f -> {})
            .model();
    long[][] contingency = new long[GROUPS][GROUPS];
    for (Customer customer : customers) {
      int tier = model.group(FeatureMatrix.row(customer, features, END));
      contingency[trueGroup(customer)][tier]++;
    }
    return AdjustedRandIndex.of(contingency);
  }

  private static int trueGroup(Customer customer) {
    return switch (truth.customer(customer.userId()).valueClass()) {
      case TOP -> 0;
      case HIGH -> 1;
      case MIDDLE -> 2;
      // A banner may make one buy who otherwise never would.
      case LOW, NEVER_BUYS -> 3;
    };
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, "hidden truth: " + format + "%n", values);
  }
}
