package io.tierwise.segmentation.clv;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PurchaseModelTest {
  private static final PurchaseModel BG = new PurchaseModel(PurchaseKind.BG_NBD, 0.6, 60, 0.8, 2.5);
  private static final PurchaseModel MBG =
      new PurchaseModel(PurchaseKind.MBG_NBD, 0.6, 60, 0.8, 2.5);

  @Test
  void gammas_haveTheirKnownValues() {
    assertThat(Gammas.logGamma(0.5)).isCloseTo(Math.log(Math.PI) / 2, within(1e-13));
    assertThat(Gammas.logGamma(6)).isCloseTo(Math.log(120), within(1e-12));
    assertThat(Gammas.digamma(1)).isCloseTo(-0.57721566490153286, within(1e-13));
    assertThat(Gammas.digamma(0.5)).isCloseTo(-1.96351002602142348, within(1e-13));
  }

  @Test
  void quadrature_givesTheMomentsOfTheBetaDistribution() {
    BetaQuadrature quadrature = BetaQuadrature.of(0.793, 4.426, 20);

    double[] moments = new double[3];
    for (int i = 0; i < 20; i++) {
      double p = quadrature.nodes()[i];
      moments[0] += quadrature.weights()[i];
      moments[1] += quadrature.weights()[i] * p;
      moments[2] += quadrature.weights()[i] * p * p;
    }
    double sum = 0.793 + 4.426;
    assertThat(moments[0]).isCloseTo(1, within(1e-12));
    assertThat(moments[1]).isCloseTo(0.793 / sum, within(1e-12));
    assertThat(moments[2]).isCloseTo(0.793 * 1.793 / (sum * (sum + 1)), within(1e-12));
  }

  /** (a + b + x - 1) / (a - 1) (1 - (c / (c + t))^s 2F1(s, b + x; a + b + x - 1; t / (c + t))). */
  @Test
  void expectedOrders_areThoseOfTheClosedForm() {
    for (int x : new int[] {0, 1, 4, 30}) {
      for (double age : new double[] {0, 30, 400}) {
        double s = BG.r() + x;
        double c = BG.alpha() + age;
        double sum = BG.a() + BG.b() + x - 1;
        double z = 365 / (c + 365);
        double closed =
            sum
                / (BG.a() - 1)
                * (1 - Math.pow(c / (c + 365), s) * hypergeometric(s, BG.b() + x, sum, z));
        assertThat(BG.ordersIfAlive(x, age, 365, 0))
            .isCloseTo(closed, within(1e-7 * Math.max(1, closed)));
      }
    }
  }

  private static double hypergeometric(double a, double b, double c, double z) {
    double term = 1;
    double sum = 1;
    for (int n = 0; n < 100_000 && Math.abs(term) > 1e-16 * Math.abs(sum); n++) {
      term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
      sum += term;
    }
    return sum;
  }

  @Test
  void discount_isThatOfOrdersOnTheirDays() {
    double daily = Math.log(1.1) / 365;
    double byDay = 0;
    for (int day = 0; day < 365; day++) {
      byDay +=
          Math.exp(-daily * (day + 0.5))
              * (BG.ordersIfAlive(3, 200, day + 1, 0) - BG.ordersIfAlive(3, 200, day, 0));
    }
    assertThat(BG.ordersIfAlive(3, 200, 365, daily)).isCloseTo(byDay, within(1e-5));
  }

  @Test
  void oneTimeBuyer_isSurelyAliveOnlyInTheModelWithoutEarlyDropOut() {
    assertThat(BG.aliveProbability(0, 0, 900)).isEqualTo(1);
    assertThat(MBG.aliveProbability(0, 0, 0)).isCloseTo(2.5 / 3.3, within(1e-12));
    assertThat(MBG.aliveProbability(0, 0, 900))
        .isLessThan(MBG.aliveProbability(0, 0, 30))
        .isLessThan(0.6);
  }

  @Test
  void longSilence_makesAFrequentBuyerLessAliveThanARareOne() {
    assertThat(MBG.aliveProbability(30, 200, 400)).isLessThan(MBG.aliveProbability(1, 200, 400));
    assertThat(MBG.aliveProbability(500, 100, 1000)).isBetween(0.0, 1e-9);
  }

  @ParameterizedTest
  @EnumSource
  void gradient_isThatOfTheDifferenceQuotient(PurchaseKind kind) {
    PurchaseLikelihood likelihood =
        new PurchaseLikelihood(kind, SimulatedBuyers.of(BG, 500, 3).table(), 5);
    double[] at = {-0.3, 1.1, 0.2, 0.7};
    double[] gradient = new double[4];
    likelihood.at(at, gradient);
    for (int i = 0; i < 4; i++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += 1e-5;
      down[i] -= 1e-5;
      double quotient =
          (likelihood.at(up, new double[4]) - likelihood.at(down, new double[4])) / 2e-5;
      assertThat(gradient[i]).isCloseTo(quotient, within(1e-7));
    }
  }

  @Test
  void spendGradient_isThatOfTheDifferenceQuotient() {
    SpendLikelihood likelihood =
        new SpendLikelihood(new SpendTable(new int[] {1, 2, 7}, new double[] {12.5, 30, 44}), 20);
    double[] at = {1.2, 0.9, 0.3};
    double[] gradient = new double[3];
    likelihood.at(at, gradient);
    for (int i = 0; i < 3; i++) {
      double[] up = at.clone();
      double[] down = at.clone();
      up[i] += 1e-5;
      down[i] -= 1e-5;
      double quotient =
          (likelihood.at(up, new double[3]) - likelihood.at(down, new double[3])) / 2e-5;
      assertThat(gradient[i]).isCloseTo(quotient, within(1e-7));
    }
  }

  @ParameterizedTest
  @EnumSource
  void fit_findsTheModelThatMadeTheData(PurchaseKind kind) {
    PurchaseModel truth = new PurchaseModel(kind, 0.6, 60, 0.8, 2.5);
    PurchaseFit fit = PurchaseFit.of(kind, SimulatedBuyers.of(truth, 60_000, 11).table());

    assertThat(fit.verdict()).isEqualTo(FitVerdict.CONVERGED);
    assertThat(fit.model().r()).isCloseTo(truth.r(), within(0.05));
    assertThat(fit.model().alpha()).isCloseTo(truth.alpha(), within(6.0));
    assertThat(fit.model().a() / fit.model().b()).isCloseTo(0.8 / 2.5, within(0.03));
    assertThat(fit.expectedRepeats() / fit.observedRepeats()).isCloseTo(1, within(0.03));
  }

  @Test
  void fit_isTheSameInAnyOrderOfCustomers_andRepeatsItself() {
    int[] x = {0, 1, 2, 0, 5, 3, 1, 0, 2, 4, 1, 6, 0, 2, 1, 9};
    int[] t = {0, 30, 60, 0, 200, 90, 4, 0, 100, 180, 80, 220, 0, 44, 150, 260};
    int[] age = {200, 220, 240, 90, 230, 100, 210, 20, 250, 190, 300, 280, 270, 222, 160, 280};
    PurchaseFit fit = PurchaseFit.of(PurchaseKind.MBG_NBD, FrequencyTable.of(x, t, age));
    int[] order = IntStream.range(0, 16).map(i -> 15 - i).toArray();
    PurchaseFit reversed =
        PurchaseFit.of(
            PurchaseKind.MBG_NBD,
            FrequencyTable.of(taken(x, order), taken(t, order), taken(age, order)));

    assertThat(reversed).isEqualTo(fit);
  }

  private static int[] taken(int[] values, int[] order) {
    return Arrays.stream(order).map(i -> values[i]).toArray();
  }

  @Test
  void customersWhoAreAllAlike_areToldApartFromAFit() {
    int n = 2000;
    int[] x = new int[n];
    int[] t = new int[n];
    int[] age = new int[n];
    for (int i = 0; i < n; i++) {
      x[i] = 10;
      t[i] = 290;
      age[i] = 300;
    }
    PurchaseFit fit = PurchaseFit.of(PurchaseKind.BG_NBD, FrequencyTable.of(x, t, age));

    assertThat(fit.verdict()).isNotEqualTo(FitVerdict.CONVERGED);
    assertThat(fit.verdict().meaning()).isNotBlank();
  }

  @Test
  void manyAtOnce_getTheValuesThatTheyGetAlone() {
    SimulatedBuyers buyers = SimulatedBuyers.of(MBG, 3000, 5);
    ClvModel model = new ClvModel(MBG, new SpendModel(4, 3, 20));
    ClvModel.Horizon horizon = new ClvModel.Horizon(365, 0.1);
    HistoryTable histories = new HistoryTable();
    for (int i = 0; i < 3000; i++) {
      histories.add(history(buyers, i));
    }
    ValueTable values = new ValueTable(model, histories, histories.frequencies(), horizon);
    for (int i = 0; i < 3000; i++) {
      assertThat(values.of(i)).isEqualTo(model.value(history(buyers, i), horizon));
    }
  }

  private static PurchaseHistory history(SimulatedBuyers buyers, int i) {
    return new PurchaseHistory(
        buyers.repeats()[i], buyers.recency()[i], buyers.age()[i], i % 7 == 0 ? -1 : i / 100.0);
  }

  @Test
  void tooFewRepeatBuyers_areRefusedInWords() {
    FrequencyTable table = FrequencyTable.of(new int[50], new int[50], new int[50]);

    assertThatThrownBy(() -> PurchaseFit.of(PurchaseKind.BG_NBD, table))
        .isInstanceOf(NotEnoughHistory.class)
        .hasMessageContaining("Only 0 customers have ordered more than once");
  }

  @Test
  void impossibleHistory_isRefused() {
    assertThatThrownBy(() -> FrequencyTable.of(new int[] {1}, new int[] {20}, new int[] {10}))
        .hasMessageContaining("recency = 20, age = 10");
  }
}
