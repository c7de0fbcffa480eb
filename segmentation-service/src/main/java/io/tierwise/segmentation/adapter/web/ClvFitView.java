package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.clv.FitVerdict;
import io.tierwise.segmentation.clv.PurchaseFit;
import io.tierwise.segmentation.clv.PurchaseKind;
import io.tierwise.segmentation.clv.SpendFit;
import io.tierwise.segmentation.clv.SpendModel;
import io.tierwise.segmentation.value.ClvFit;
import io.tierwise.segmentation.value.ClvParameters;
import io.tierwise.segmentation.value.ClvResult;
import io.tierwise.segmentation.value.ClvState;
import io.tierwise.starter.web.Money;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A fit as it is shown. */
record ClvFitView(
    UUID id,
    ClvState state,
    double progress,
    Map<String, Long> timings,
    Parameters parameters,
    String codeVersion,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant supersededAt,
    @Nullable Result result,
    @Nullable String failure) {

  record Parameters(
      @Nullable String model, int horizonDays, double yearlyDiscount, @Nullable String note) {
    static Parameters of(ClvParameters p) {
      return new Parameters(
          key(p.model()), p.horizon().days(), p.horizon().yearlyDiscount(), p.note());
    }
  }

  /**
   * @param withoutHistory customers left out, because the profile has not told their first order
   */
  record Result(
      Instant dataCut,
      Instant dataReadAt,
      long customers,
      long withoutHistory,
      @Nullable String model,
      List<Purchases> purchases,
      Spend spend,
      @Nullable Totals totals) {
    static Result of(ClvResult r, String currency) {
      return new Result(
          r.dataCut(),
          r.dataReadAt(),
          r.customers(),
          r.withoutHistory(),
          key(r.chosen()),
          r.candidates().stream().map(Purchases::of).toList(),
          Spend.of(r.spend(), currency),
          Totals.of(r.totals(), currency));
    }
  }

  /**
   * @param alphaDays scale of order rates
   * @param expectedRepeats in the time that was observed, beside what was observed
   */
  record Purchases(
      String model,
      FitVerdict verdict,
      String meaning,
      double r,
      double alphaDays,
      double a,
      double b,
      double logLikelihood,
      long repeatCustomers,
      long observedRepeats,
      double expectedRepeats) {
    static Purchases of(PurchaseFit fit) {
      return new Purchases(
          fit.model().kind().key(),
          fit.verdict(),
          fit.verdict().meaning(),
          fit.model().r(),
          fit.model().alpha(),
          fit.model().a(),
          fit.model().b(),
          fit.logLikelihood(),
          fit.repeatCustomers(),
          fit.observedRepeats(),
          fit.expectedRepeats());
    }
  }

  /**
   * @param correlation between number and value of orders, which the model takes to be 0
   */
  record Spend(
      FitVerdict verdict,
      String meaning,
      @Nullable Double p,
      @Nullable Double q,
      @Nullable Double gamma,
      @Nullable Money meanOrderValue,
      double logLikelihood,
      long customers,
      double correlation) {
    static Spend of(SpendFit fit, String currency) {
      SpendModel model = fit.model();
      return new Spend(
          fit.verdict(),
          fit.verdict().meaning(),
          model == null ? null : Double.valueOf(model.p()),
          model == null ? null : Double.valueOf(model.q()),
          model == null ? null : Double.valueOf(model.gamma()),
          model == null ? null : money(model.mean(), currency),
          fit.logLikelihood(),
          fit.customers(),
          fit.correlation());
    }
  }

  record Totals(double expectedAlive, double expectedOrders, Money expectedValue, long published) {
    static @Nullable Totals of(ClvResult.@Nullable Totals t, String currency) {
      return t == null
          ? null
          : new Totals(t.alive(), t.orders(), money(t.value(), currency), t.changed());
    }
  }

  static ClvFitView of(ClvFit fit, String currency) {
    ClvResult result = fit.result();
    return new ClvFitView(
        fit.id(),
        fit.state(),
        fit.progress(),
        fit.timings(),
        Parameters.of(fit.parameters()),
        fit.codeVersion(),
        fit.createdBy(),
        fit.createdAt(),
        fit.startedAt(),
        fit.finishedAt(),
        fit.supersededAt(),
        result == null ? null : Result.of(result, currency),
        fit.failure());
  }

  /** An estimate has no digits below the hundredth. */
  static Money money(double amount, String currency) {
    return Money.of(BigDecimal.valueOf(amount).setScale(2, RoundingMode.HALF_UP), currency);
  }

  private static @Nullable String key(@Nullable PurchaseKind kind) {
    return kind == null ? null : kind.key();
  }
}
