package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.forecast.DailySeries;
import io.tierwise.segmentation.forecast.Errors;
import io.tierwise.segmentation.forecast.Forecast;
import io.tierwise.segmentation.forecast.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A forecast as it is shown.
 *
 * @param unit the base currency, or what is counted
 * @param historyDays days that it was made of, up to {@code historyUntil}
 */
record ForecastView(
    Measure measure,
    String unit,
    @Nullable String tier,
    @Nullable String category,
    int horizon,
    int historyDays,
    LocalDate historyUntil,
    String model,
    String statement,
    double total,
    List<Day> days,
    Backtest backtest,
    List<Actual> history) {
  private static final int SHOWN_DAYS = 56;

  record Day(LocalDate date, double value, double low, double high) {}

  record Actual(LocalDate date, double value) {}

  /**
   * @param origins days from which every model was tried, as many to choose as to judge
   * @param intervalLevel share of days that an interval is to hold
   * @param coverage share of the days that judge which one did hold
   */
  record Backtest(int origins, double intervalLevel, double coverage, List<ModelErrors> models) {}

  record ModelErrors(String model, Errors choosing, Errors judging) {}

  static ForecastView of(
      Measure measure,
      @Nullable String tier,
      @Nullable String category,
      Forecast f,
      String currency) {
    DailySeries history = f.history();
    int size = history.values().size();
    List<Actual> actuals = new ArrayList<>();
    for (int i = Math.max(0, size - SHOWN_DAYS); i < size; i++) {
      actuals.add(new Actual(history.day(i), history.values().get(i)));
    }
    return new ForecastView(
        measure,
        unit(measure, currency),
        tier,
        category,
        f.days().size(),
        size,
        history.day(size - 1),
        f.model(),
        f.statement(),
        f.total(),
        f.days().stream().map(d -> new Day(d.date(), d.value(), d.low(), d.high())).toList(),
        new Backtest(
            f.origins(),
            Forecast.LEVEL,
            f.coverage(),
            f.candidates().stream()
                .map(c -> new ModelErrors(c.model(), c.choosing(), c.judging()))
                .toList()),
        actuals);
  }

  static String unit(Measure measure, String currency) {
    return switch (measure) {
      case ORDERS -> "orders";
      case REVENUE -> currency;
      case UNITS -> "pieces";
    };
  }
}
