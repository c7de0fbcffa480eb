package io.tierwise.segmentation.fairness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.segmentation.clustering.EngineOptions;
import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.clustering.FitParameters;
import io.tierwise.segmentation.clustering.Preparation;
import io.tierwise.segmentation.clustering.TieringEngines;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.rfm.RfmMetrics;
import io.tierwise.segmentation.rfm.RfmScorer;
import io.tierwise.segmentation.rfm.SegmentGrid;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.segmentation.run.RunParameters;
import io.tierwise.segmentation.tier.TieringModel;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class FairnessOfRunTest {
  private static final Instant NOW = Instant.parse("2026-06-30T12:00:00Z");
  private static final List<TieringFeature> FEATURES =
      List.of(TieringFeature.FREQUENCY, TieringFeature.MONETARY);
  private static final RunDefaults DEFAULTS =
      new RunDefaults(1, 5, 20_000, 500, 5, 10, Duration.ofSeconds(30), "test");

  /** Both countries buy equally often; in one of them everything costs a sixth. */
  private static GroupedCustomers pricier(int customers, double cheapness) {
    Random random = new Random(11);
    GroupedCustomers all = new GroupedCustomers(FEATURES);
    for (int i = 0; i < customers; i++) {
      boolean cheap = i % 3 == 0;
      double orders = 1 + Math.floor(Math.exp(random.nextGaussian() * 0.9));
      double spent = orders * 40 * Math.exp(random.nextGaussian() * 0.3) / (cheap ? cheapness : 1);
      all.add(new double[] {orders, spent}, spent, cheap ? "IN" : "GB");
    }
    return all;
  }

  private static RunParameters parameters(String engine, @Nullable Integer k) {
    return new RunParameters(
        engine, k, FEATURES, null, 7, null, Preparation.STANDARD, EngineOptions.NONE, null);
  }

  private static TieringModel model(GroupedCustomers customers, RunParameters run) {
    int[] all = {0, 1};
    var fit =
        TieringEngines.all()
            .get(run.engine())
            .fit(
                FeatureMatrix.of(FEATURES, customers.rows(all), customers.values()),
                new FitParameters(run.k(), 5, 5, 20_000, 500, run.seed()),
                f -> {});
    RfmScorer scorer = RfmScorer.fit(List.of(new RfmMetrics(1, 1, BigDecimal.ONE)));
    return new TieringModel(
        NOW, fit.model(), scorer, SegmentGrid.standard(), List.of("Gold", "Silver", "Bronze"));
  }

  private static FairnessResult audit(GroupedCustomers customers, double bound) {
    RunParameters run = parameters("rfm-kmeans", 3);
    return new FairnessOfRun(TieringEngines.all(), DEFAULTS)
        .of(
            run,
            model(customers, run),
            customers,
            new FairnessParameters(new java.util.UUID(0, 1), Attribute.COUNTRY, 1, bound),
            NOW);
  }

  @Test
  void biasOfPrices_isFoundAndGoneWithoutTheProxy() {
    FairnessResult result = audit(pricier(3000, 6), 0.65);

    assertThat(result.verdict()).isEqualTo(FairnessResult.Verdict.ADVERSE);
    assertThat(result.lowestRatio()).isLessThan(0.6);
    assertThat(result.shares())
        .extracting(FairnessResult.GroupShares::group)
        .containsExactly("GB", "IN");
    assertThat(result.shares())
        .extracting(FairnessResult.GroupShares::total)
        .containsExactly(2000L, 1000L);
    assertThat(result.proxies().getFirst().feature()).isEqualTo(TieringFeature.MONETARY);
    assertThat(result.proxies().getFirst().isProxy()).isTrue();
    assertThat(result.proxies().getLast().area()).isCloseTo(0.5, within(0.05));

    FairnessResult.Without without = result.without();
    assertThat(without.features()).containsExactly(TieringFeature.FREQUENCY);
    assertThat(without.moved()).isEqualTo(without.up() + without.down()).isPositive();
    assertThat(without.verdict()).isEqualTo(FairnessResult.Verdict.FAIR);
    assertThat(without.lowestRatio()).isGreaterThan(0.8);
  }

  @Test
  void equalGroups_areFairAndHaveNoProxies() {
    FairnessResult result = audit(pricier(3000, 1), 0.65);

    assertThat(result.verdict()).isEqualTo(FairnessResult.Verdict.FAIR);
    assertThat(result.without()).isNull();
  }

  @Test
  void everyFeatureAProxy_leavesNothingToMakeTiersOf() {
    FairnessResult result = audit(pricier(600, 6), 0.5);

    assertThat(result.without().refused()).contains("every feature");
    assertThat(result.without().impacts()).isEmpty();
  }

  @Test
  void engineOfFixedFeatures_isNotMadeWithoutThem() {
    GroupedCustomers customers = pricier(600, 6);
    FairnessResult result =
        new FairnessOfRun(TieringEngines.all(), DEFAULTS)
            .of(
                parameters("rfm-grid", 3),
                model(customers, parameters("rfm-kmeans", 3)),
                customers,
                new FairnessParameters(new java.util.UUID(0, 1), Attribute.COUNTRY, 1, 0.65),
                NOW);

    assertThat(result.without().refused()).contains("rfm-grid");
  }

  @Test
  void tooManyGroups_areShownTogether() {
    Random random = new Random(2);
    GroupedCustomers customers = new GroupedCustomers(FEATURES);
    for (int i = 0; i < 5000; i++) {
      double spent = Math.exp(random.nextGaussian());
      customers.add(
          new double[] {1 + random.nextInt(9), spent}, spent, "c" + (i < 2000 ? i % 50 : i % 500));
    }
    FairnessResult result = audit(customers, 1);

    assertThat(result.shares()).hasSize(FairnessOfRun.MOST_GROUPS + 1);
    assertThat(result.shares().getLast().group()).isEqualTo(GroupedCustomers.OTHERS);
    assertThat(result.shares().stream().mapToLong(FairnessResult.GroupShares::total).sum())
        .isEqualTo(5000);
    assertThat(result.impacts().getLast().verdict()).isEqualTo(Impact.Verdict.NOT_JUDGED);
  }

  @Test
  void sameCustomers_giveTheSameAudit() {
    assertThat(audit(pricier(900, 6), 0.65)).isEqualTo(audit(pricier(900, 6), 0.65));
  }
}
