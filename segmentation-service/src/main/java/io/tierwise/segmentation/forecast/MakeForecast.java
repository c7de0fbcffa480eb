package io.tierwise.segmentation.forecast;

import io.tierwise.segmentation.forecast.DailySales.Row;
import io.tierwise.segmentation.forecast.DailySales.Sales;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Forecasts what customers will order. */
public final class MakeForecast {
  private final DailySales sales;

  public MakeForecast(DailySales sales) {
    this.sales = sales;
  }

  /**
   * @param tier null for all, those without a tier included
   * @param category null for all
   * @param horizon days to come
   */
  public ForecastSeries.Outcome of(
      Measure measure, @Nullable String tier, @Nullable String category, int horizon) {
    return of(sales.read(category), measure, tier, horizon);
  }

  /** Of sales that were read before. */
  public static ForecastSeries.Outcome of(
      Sales sales, Measure measure, @Nullable String tier, int horizon) {
    return series(sales, measure, tier)
        .map(series -> ForecastSeries.of(series, horizon))
        .orElseGet(() -> new ForecastSeries.Outcome.TooShort(0, Backtest.leastDays(horizon)));
  }

  /** Days without an order are days of 0. */
  static Optional<DailySeries> series(Sales sales, Measure measure, @Nullable String tier) {
    LocalDate first = sales.first();
    LocalDate last = sales.last();
    if (first == null || last == null || last.isBefore(first)) {
      return Optional.empty();
    }
    int days = (int) ChronoUnit.DAYS.between(first, last) + 1;
    Double[] values = new Double[days];
    Arrays.fill(values, 0.0);
    for (Row row : sales.rows()) {
      if ((tier == null || tier.equals(row.tier())) && !row.day().isAfter(last)) {
        values[(int) ChronoUnit.DAYS.between(first, row.day())] += row.of(measure);
      }
    }
    return Optional.of(new DailySeries(first, Collections.unmodifiableList(List.of(values))));
  }
}
