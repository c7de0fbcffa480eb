package io.tierwise.segmentation.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.Locale;
import org.junit.jupiter.api.Test;

/**
 * The figures that the authors of the models published for CDNOW, in weeks: BG/NBD in Fader, Hardie
 * and Lee 2005, Gamma-Gamma in Fader and Hardie 2013. The other figures are counted by other
 * programs on the same file.
 */
class CdnowTest {
  private static final double DAYS_PER_WEEK = 7;
  private static final int HOLDOUT_DAYS = 39 * 7;

  @Test
  void sample_givesThePublishedBgNbd() throws IOException {
    PurchaseFit fit = PurchaseFit.of(PurchaseKind.BG_NBD, Cdnow.sample().table());

    assertThat(fit.customers()).isEqualTo(2357);
    assertThat(fit.verdict()).isEqualTo(FitVerdict.CONVERGED);
    assertThat(fit.model().r()).isCloseTo(0.243, within(0.001));
    assertThat(fit.model().alpha() / DAYS_PER_WEEK).isCloseTo(4.414, within(0.001));
    assertThat(fit.model().a()).isCloseTo(0.793, within(0.001));
    assertThat(fit.model().b()).isCloseTo(2.426, within(0.001));
    assertThat(inWeeks(fit)).isCloseTo(-9582.4, within(0.05));
  }

  @Test
  void allCustomers_giveTheKnownBgNbd() throws IOException {
    PurchaseFit fit = PurchaseFit.of(PurchaseKind.BG_NBD, Cdnow.all().table());

    assertThat(fit.customers()).isEqualTo(23_570);
    assertThat(fit.verdict()).isEqualTo(FitVerdict.CONVERGED);
    assertThat(fit.model().r()).isCloseTo(0.2516, within(0.0005));
    assertThat(fit.model().alpha() / DAYS_PER_WEEK).isCloseTo(4.789, within(0.002));
    assertThat(fit.model().a()).isCloseTo(0.7234, within(0.001));
    assertThat(fit.model().b()).isCloseTo(2.161, within(0.002));
    assertThat(inWeeks(fit)).isCloseTo(-95_368.4, within(0.1));
  }

  @Test
  void sample_givesThePublishedGammaGamma() throws IOException {
    SpendFit fit = SpendFit.of(Cdnow.sample().repeatSpend());

    assertThat(fit.customers()).isEqualTo(946);
    assertThat(fit.verdict()).isEqualTo(FitVerdict.CONVERGED);
    assertThat(fit.model().p()).isCloseTo(6.25, within(0.01));
    assertThat(fit.model().q()).isCloseTo(3.74, within(0.01));
    assertThat(fit.model().gamma()).isCloseTo(15.44, within(0.03));
  }

  /** Fader, Hardie and Lee, Implementing the BG/NBD Model in Excel, 2005: 1.226 orders. */
  @Test
  void customerOfTheAuthorsNote_isExpectedToOrderAsOftenAsTheySay() {
    PurchaseModel model = new PurchaseModel(PurchaseKind.BG_NBD, 0.243, 4.414, 0.793, 2.426);

    assertThat(model.expectedOrders(2, 30.43, 38.86, 39)).isCloseTo(1.226, within(0.001));
  }

  @Test
  void holdout_isPredictedAsWellAsKnown() throws IOException {
    Holdout sample = Holdout.of("sample, BG/NBD", PurchaseKind.BG_NBD, Cdnow.sample());

    assertThat(sample.actual).isEqualTo(1882);
    assertThat(sample.predicted).isCloseTo(1653, within(2.0));
    assertThat(sample.mae).isCloseTo(0.7855, within(0.0005));
    assertThat(sample.correlation).isCloseTo(0.626, within(0.001));
    assertThat(sample.rmse).isCloseTo(1.608, within(0.001));
    assertThat(sample.auc).isCloseTo(0.7725, within(0.0005));

    Holdout all = Holdout.of("all, BG/NBD", PurchaseKind.BG_NBD, Cdnow.all());
    assertThat(all.correlation).isCloseTo(0.669, within(0.001));
    assertThat(all.mae).isCloseTo(0.819, within(0.001));
    assertThat(all.auc).isCloseTo(0.763, within(0.001));
  }

  @Test
  void holdout_isNoWorseWithDropOutAfterTheFirstOrder() throws IOException {
    Cdnow.Customers customers = Cdnow.all();
    Holdout without = Holdout.of("all, BG/NBD", PurchaseKind.BG_NBD, customers);
    Holdout with = Holdout.of("all, MBG/NBD", PurchaseKind.MBG_NBD, customers);

    assertThat(with.mae).isLessThan(without.mae);
    assertThat(with.auc).isGreaterThan(without.auc - 0.005);
  }

  private static double inWeeks(PurchaseFit fit) {
    return fit.logLikelihood() + fit.observedRepeats() * Math.log(DAYS_PER_WEEK);
  }

  /** How well expected orders agree with those that came. */
  private record Holdout(
      double actual, double predicted, double correlation, double mae, double rmse, double auc) {
    static Holdout of(String name, PurchaseKind kind, Cdnow.Customers c) {
      PurchaseFit fit = PurchaseFit.of(kind, c.table());
      int n = c.repeats().length;
      double[] expected = new double[n];
      double[] actual = new double[n];
      for (int i = 0; i < n; i++) {
        expected[i] =
            fit.model().expectedOrders(c.repeats()[i], c.recency()[i], c.age()[i], HOLDOUT_DAYS);
        actual[i] = c.holdout()[i];
      }
      double absolute = 0;
      double squared = 0;
      for (int i = 0; i < n; i++) {
        absolute += Math.abs(actual[i] - expected[i]);
        squared += (actual[i] - expected[i]) * (actual[i] - expected[i]);
      }
      Holdout holdout =
          new Holdout(
              Arrays.stream(actual).sum(),
              Arrays.stream(expected).sum(),
              correlation(expected, actual),
              absolute / n,
              Math.sqrt(squared / n),
              auc(expected, actual));
      System.out.printf(
          Locale.ROOT,
          "CDNOW %s: LL %.1f, actual %.0f, predicted %.0f, correlation %.4f, MAE %.4f, RMSE %.4f,"
              + " AUC of active %.4f%n",
          name,
          inWeeks(fit),
          holdout.actual,
          holdout.predicted,
          holdout.correlation,
          holdout.mae,
          holdout.rmse,
          holdout.auc);
      return holdout;
    }

    private static double correlation(double[] x, double[] y) {
      double mx = Arrays.stream(x).average().orElseThrow();
      double my = Arrays.stream(y).average().orElseThrow();
      double xy = 0;
      double xx = 0;
      double yy = 0;
      for (int i = 0; i < x.length; i++) {
        xy += (x[i] - mx) * (y[i] - my);
        xx += (x[i] - mx) * (x[i] - mx);
        yy += (y[i] - my) * (y[i] - my);
      }
      return xy / Math.sqrt(xx * yy);
    }

    /** Probability that an active customer was expected to order more than an inactive one. */
    private static double auc(double[] expected, double[] actual) {
      double[] active = scores(expected, actual, true);
      double[] inactive = scores(expected, actual, false);
      double wins = 0;
      for (double score : active) {
        int below = lower(inactive, score, false);
        wins += below + (lower(inactive, score, true) - below) / 2.0;
      }
      return wins / active.length / inactive.length;
    }

    private static double[] scores(double[] expected, double[] actual, boolean active) {
      double[] scores = new double[expected.length];
      int n = 0;
      for (int i = 0; i < expected.length; i++) {
        if (actual[i] > 0 == active) {
          scores[n++] = expected[i];
        }
      }
      double[] sorted = Arrays.copyOf(scores, n);
      Arrays.sort(sorted);
      return sorted;
    }

    private static int lower(double[] sorted, double score, boolean orEqual) {
      int low = 0;
      int high = sorted.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (sorted[middle] < score || (orEqual && sorted[middle] == score)) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }
}
