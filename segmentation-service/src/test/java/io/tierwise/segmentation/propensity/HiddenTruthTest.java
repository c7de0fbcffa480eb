package io.tierwise.segmentation.propensity;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.segmentation.clv.FrequencyTable;
import io.tierwise.segmentation.clv.PurchaseFit;
import io.tierwise.segmentation.clv.PurchaseKind;
import io.tierwise.segmentation.clv.PurchaseModel;
import io.tierwise.segmentation.propensity.ActivityHistory.Day;
import io.tierwise.simulator.EventKind;
import io.tierwise.simulator.Shop;
import io.tierwise.simulator.ShopEvent;
import io.tierwise.simulator.ShopSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Churn as it is learnt from a generated shop, beside who has really left there. */
class HiddenTruthTest {
  private static final Instant END = Instant.parse("2026-06-30T00:00:00Z");

  /** The longer the horizon, the more of those who do not order within it have left for good. */
  @ParameterizedTest
  @CsvSource({"180,30", "540,90"})
  void churn_tellsThoseApartWhoHaveLeftForGood(int days, int horizon) {
    Shop shop = Shop.generate(ShopSettings.withDefaults(END).withSize(2000, 100, days));
    KnownActivity activity = activity(shop);
    BuildModel.Built built =
        new BuildModel(Learners.all(), 20_000)
            .build(
                activity,
                new ModelParameters(
                    Target.CHURN, horizon, List.copyOf(Learners.all().keySet()), null, 7, null),
                END,
                (stage, done) -> {});
    ModelResult result = built.result();
    int cut = (int) result.evaluationCut().toEpochDay();
    List<Double> foretold = new ArrayList<>();
    List<Double> recency = new ArrayList<>();
    List<Integer> left = new ArrayList<>();
    activity.forEach(
        1,
        history -> {
          if (Target.CHURN.concerns(history, cut)) {
            double[] row = history.featuresAt(cut);
            foretold.add(built.model().probability(row));
            recency.add(row[CutFeature.RECENCY_DAYS.ordinal()]);
            Instant gone = shop.truth().customer(history.userId()).droppedOutAt();
            left.add(gone != null && gone.getEpochSecond() / 86_400 < cut ? 1 : 0);
          }
        });
    double ofModel = auc(deadByPurchaseModel(activity, cut), left);
    double auc = auc(foretold, left);
    double ofRecency = auc(recency, left);
    System.out.printf(
        Locale.ROOT,
        "generated shop of %d days: %d customers with an order, %d have left; churn (%s) AUC against true"
            + " drop-out %.4f, of the purchase model's P(alive) %.4f, of days since the last"
            + " order alone %.4f; against orders in the next"
            + " %d days %.4f (%.4f-%.4f), Brier %.4f, calibration error %.4f, lift of the first"
            + " decile %.2f%n",
        days,
        left.size(),
        left.stream().mapToInt(Integer::intValue).sum(),
        result.learner(),
        auc,
        ofModel,
        ofRecency,
        horizon,
        result.quality().auc().value(),
        result.quality().auc().low(),
        result.quality().auc().high(),
        result.quality().brier().value(),
        result.quality().calibrationError().value(),
        result.quality().deciles().getFirst().lift().value());
    assertThat(auc).isGreaterThan(0.65).isGreaterThan(ofRecency);
  }

  /** 1 less P(alive) of the MBG/NBD model, of everybody with an order before the cut. */
  private static List<Double> deadByPurchaseModel(KnownActivity activity, int cut) {
    List<int[]> orders =
        activity.days().values().stream()
            .map(
                own ->
                    own.stream()
                        .filter(day -> day.day() < cut && day.orders() > 0)
                        .mapToInt(Day::day)
                        .sorted()
                        .toArray())
            .filter(days -> days.length > 0)
            .toList();
    int[] repeats = orders.stream().mapToInt(days -> days.length - 1).toArray();
    int[] recency = orders.stream().mapToInt(days -> days[days.length - 1] - days[0]).toArray();
    int[] age = orders.stream().mapToInt(days -> cut - days[0]).toArray();
    PurchaseModel model =
        PurchaseFit.of(PurchaseKind.MBG_NBD, FrequencyTable.of(repeats, recency, age)).model();
    return IntStream.range(0, age.length)
        .mapToObj(i -> 1 - model.aliveProbability(repeats[i], recency[i], age[i]))
        .toList();
  }

  private static double auc(List<Double> scores, List<Integer> labels) {
    return Auc.of(
        scores.stream().mapToDouble(Double::doubleValue).toArray(),
        labels.stream().mapToInt(Integer::intValue).toArray());
  }

  private static KnownActivity activity(Shop shop) {
    Map<String, Map<Integer, Day>> days = new TreeMap<>();
    shop.events()
        .filter(event -> event.userId() != null)
        .forEach(
            event ->
                days.computeIfAbsent(event.userId(), _ -> new HashMap<>())
                    .merge(
                        (int) (event.timestamp().getEpochSecond() / 86_400),
                        day(event),
                        HiddenTruthTest::plus));
    Map<String, List<Day>> lists = new TreeMap<>();
    days.forEach((user, own) -> lists.put(user, List.copyOf(own.values())));
    return new KnownActivity(lists, END);
  }

  private static Day day(ShopEvent event) {
    boolean order = event.is(EventKind.ORDER_COMPLETED);
    double revenue =
        order && event.payload() instanceof ShopEvent.Order(var placed)
            ? placed.revenue().doubleValue()
            : 0;
    return new Day(
        (int) (event.timestamp().getEpochSecond() / 86_400),
        1,
        event.is(EventKind.PRODUCT_VIEWED) ? 1 : 0,
        event.is(EventKind.PRODUCT_ADDED) ? 1 : 0,
        order ? 1 : 0,
        revenue);
  }

  private static Day plus(Day a, Day b) {
    return new Day(
        a.day(),
        a.events() + b.events(),
        a.views() + b.views(),
        a.carts() + b.carts(),
        a.orders() + b.orders(),
        a.revenue() + b.revenue());
  }
}
