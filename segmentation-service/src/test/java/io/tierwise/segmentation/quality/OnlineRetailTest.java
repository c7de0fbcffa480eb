package io.tierwise.segmentation.quality;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.segmentation.clustering.FeatureMatrix;
import io.tierwise.segmentation.clustering.FitParameters;
import io.tierwise.segmentation.clustering.Stability;
import io.tierwise.segmentation.clustering.TieringEngine;
import io.tierwise.segmentation.clustering.TieringEngines;
import io.tierwise.segmentation.clustering.TieringFit;
import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.clv.CustomerValue;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.forecast.DailySeries;
import io.tierwise.segmentation.forecast.Forecast;
import io.tierwise.segmentation.forecast.ForecastSeries;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Tiers, lifetime values and forecasts on real orders; the figures are in docs/quality.md. */
class OnlineRetailTest {
  private static final Instant END = Instant.parse("2011-12-09T12:50:01Z");
  private static final Instant CUT = Instant.parse("2011-07-01T00:00:00Z");
  private static final LocalDate FIRST_DAY = LocalDate.of(2010, 12, 1);
  private static final LocalDate LAST_WHOLE_DAY = LocalDate.of(2011, 12, 8);

  @Test
  void tiers_areFewCustomersWithMostOfTheRevenue() throws IOException {
    Purchases purchases = OnlineRetail.read();
    List<Customer> customers = purchases.known(END);
    BigDecimal revenue =
        customers.stream().map(Customer::netRevenue).reduce(BigDecimal.ZERO, BigDecimal::add);
    assertThat(customers).hasSize(4338);
    assertThat(purchases.orders()).hasSize(18_532);
    assertThat(revenue).isEqualByComparingTo("8911407.904");

    TieringEngine engine = TieringEngines.all().get("rfm-kmeans");
    FeatureMatrix matrix = FeatureMatrix.of(customers, TieringFeature.RFM, END);
    for (int k : new int[] {2, 5}) {
      FitParameters asked = new FitParameters(k, 10, 10, 20_000, 2_000, 20260101);
      TieringFit fit = engine.fit(matrix, asked, f -> {});
      Stability stability = Stability.of(engine, fit.model(), matrix, asked, f -> {}).orElseThrow();
      long best = 0;
      double spent = 0;
      for (Customer customer : customers) {
        if (fit.model().group(FeatureMatrix.row(customer, TieringFeature.RFM, END)) == 0) {
          best++;
          spent += customer.netRevenue().doubleValue();
        }
      }
      print(
          "tiers k=%d: silhouette %.3f, stability %.3f (lowest %.3f), best tier %.1f %% of customers, %.1f %% of revenue",
          k,
          fit.silhouette(),
          stability.mean(),
          stability.lowest(),
          100.0 * best / customers.size(),
          100 * spent / revenue.doubleValue());
      assertThat(stability.mean()).isGreaterThan(0.6);
      assertThat(spent / revenue.doubleValue()).isGreaterThan(2.0 * best / customers.size());
    }
  }

  @Test
  void lifetimeValues_rankCustomersByWhatTheyWillSpend() throws IOException {
    Purchases purchases = OnlineRetail.read();
    List<Customer> customers = purchases.known(CUT);
    int days = (int) Duration.between(CUT, END).toDays();
    List<CustomerValue> values = Purchases.values(customers, CUT, new Horizon(days, 0));
    double[] future = purchases.spentAfter(CUT, customers);
    double predicted = values.stream().mapToDouble(CustomerValue::orders).sum();
    long actual = purchases.ordersAfter(CUT, customers);
    double ranks =
        Purchases.rankCorrelation(
            values.stream().mapToDouble(CustomerValue::value).toArray(), future);
    double byPast =
        Purchases.rankCorrelation(
            customers.stream().mapToDouble(c -> c.netRevenue().doubleValue()).toArray(), future);

    print(
        "values of %d customers over %d days: orders %.0f for %d (%+.1f %%), spend %.0f for %.0f, rank correlation %.3f, of past revenue %.3f",
        customers.size(),
        days,
        predicted,
        actual,
        100 * (predicted / actual - 1),
        values.stream().mapToDouble(CustomerValue::value).sum(),
        Arrays.stream(future).sum(),
        ranks,
        byPast);
    assertThat(ranks).isGreaterThan(0.5);
    assertThat(predicted / actual).isCloseTo(1, within(0.4));
  }

  @Test
  void forecasts_tellTheirErrorBesideLastWeeks() throws IOException {
    Purchases purchases = OnlineRetail.read();
    forecast("revenue", purchases, order -> order.amount().doubleValue());
    forecast("orders", purchases, order -> 1);
  }

  private static void forecast(
      String name, Purchases purchases, ToDoubleFunction<Purchases.Order> measure) {
    Double[] days = new Double[(int) ChronoUnit.DAYS.between(FIRST_DAY, LAST_WHOLE_DAY) + 1];
    Arrays.fill(days, 0.0);
    for (Purchases.Order order : purchases.orders()) {
      LocalDate day = LocalDate.ofInstant(order.at(), ZoneOffset.UTC);
      if (!day.isAfter(LAST_WHOLE_DAY)) {
        days[(int) ChronoUnit.DAYS.between(FIRST_DAY, day)] += measure.applyAsDouble(order);
      }
    }
    DailySeries history = new DailySeries(FIRST_DAY, List.of(days));
    for (int horizon : new int[] {7, 28}) {
      Forecast forecast =
          ((ForecastSeries.Outcome.Made) ForecastSeries.of(history, horizon)).forecast();
      for (Forecast.Candidate candidate : forecast.candidates()) {
        print(
            "%s, %d days ahead, %s: choosing MASE %.3f, judging MASE %.3f WAPE %.3f MAPE %.3f",
            name,
            horizon,
            candidate.model(),
            candidate.choosing().mase(),
            candidate.judging().mase(),
            candidate.judging().wape(),
            candidate.judging().mape());
      }
      print(
          "%s, %d days ahead: %s used, coverage %.2f",
          name, horizon, forecast.model(), forecast.coverage());
      assertThat(forecast.errors().mase())
          .isLessThanOrEqualTo(forecast.candidates().getFirst().judging().mase());
    }
  }

  private static void print(String format, Object... values) {
    System.out.printf(Locale.ROOT, "online-retail: " + format + "%n", values);
  }
}
