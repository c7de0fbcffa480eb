package io.tierwise.segmentation.tier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import io.tierwise.segmentation.Shop;
import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.clustering.FitParameters;
import io.tierwise.segmentation.clustering.KMeansTiering;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.rfm.RfmScorer;
import io.tierwise.segmentation.rfm.SegmentGrid;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;

class TieringModelTest {
  private static final List<Customer> SHOP = Shop.skewed(800, 4);
  private static final TieringModel MODEL = model();

  private static TieringModel model() {
    return new TieringModel(
        Shop.NOW,
        new KMeansTiering()
            .fit(
                FeatureMatrix.of(SHOP, TieringFeature.RFM, Shop.NOW),
                new FitParameters(5, 5, 5, 20_000, 300, 1),
                fraction -> {})
            .model(),
        RfmScorer.fit(SHOP.stream().map(c -> TieringModel.metrics(c, Shop.NOW)).toList()),
        SegmentGrid.standard(),
        TierPolicy.standard().namesFor(5));
  }

  @Test
  void prospect_hasASegmentButNoTierAndNoScore() {
    TierAssignment assignment = MODEL.assign(Shop.prospect("p"), Shop.NOW);

    assertThat(assignment.standing()).isNull();
    assertThat(assignment.segment()).isEqualTo("Prospects");
    assertThat(assignment.expectedValue()).isZero();
  }

  @Test
  void everyCustomer_getsATierAScoreAndASegmentOfTheGrid() {
    for (Customer customer : SHOP) {
      TierAssignment assignment = MODEL.assign(customer, Shop.NOW);
      assertThat(assignment.standing()).isNotNull();
      assertThat(MODEL.tierNames().get(assignment.standing().tier().rank() - 1))
          .isEqualTo(assignment.standing().tier().name());
      assertThat(SegmentGrid.standard().segmentOf(assignment.standing().score()))
          .isEqualTo(assignment.segment());
    }
  }

  @Test
  void buyingMuchMore_isNeverADemotion() {
    Customer poor = Shop.customer("c", 100, 1, "10");
    Customer rich = Shop.customer("c", 0.5, 15, "5000");

    assertThat(MODEL.assign(rich, Shop.NOW).standing().tier().name()).isEqualTo("Diamond");
    assertThat(MODEL.assign(poor, Shop.NOW).standing().tier().rank()).isGreaterThan(3);
    assertThat(MODEL.assign(rich, Shop.NOW).segment()).isEqualTo("Champions");
  }

  @Test
  void explanation_agreesWithTheAssignment() {
    for (Customer customer : SHOP.subList(0, 50)) {
      TierExplanation explanation = MODEL.explain(customer, Shop.NOW);
      String nearest =
          explanation.distances().stream()
              .min(Comparator.comparingDouble(TierExplanation.TierDistance::distance))
              .orElseThrow()
              .tier()
              .name();
      assertThat(nearest).isEqualTo(MODEL.assign(customer, Shop.NOW).standing().tier().name());
      assertThat(explanation.summary()).contains(nearest);
      assertThat(explanation.features()).hasSize(3);
      assertThat(explanation.rfm()).hasSize(3);
    }
    TierExplanation.FeatureValue recency =
        MODEL.explain(Shop.customer("c", 12, 2, "80"), Shop.NOW).features().getFirst();
    assertThat(recency.value()).isCloseTo(12, offset(0.001));
  }

  @Test
  void referenceMovesOnOnlyWithTheCustomer() {
    Customer seenBefore = Shop.customer("c", 12, 2, "80");
    assertThat(MODEL.referenceFor(seenBefore)).isEqualTo(Shop.NOW);

    Instant later = Shop.NOW.plus(Duration.ofDays(30));
    Customer seenLater =
        new Customer(
            "c",
            later,
            Shop.NOW,
            later,
            2,
            Shop.NOW,
            Shop.NOW,
            seenBefore.netRevenue(),
            null,
            1,
            1,
            1,
            1);
    assertThat(MODEL.referenceFor(seenLater)).isEqualTo(later);
    assertThat(TieringModel.metrics(seenLater, later).recencyDays()).isCloseTo(30, offset(0.001));
  }
}
