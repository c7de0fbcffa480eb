package io.tierwise.segmentation.report;

import io.tierwise.charts.LineChart;
import io.tierwise.charts.LineChart.Line;
import io.tierwise.charts.LineChart.Point;
import io.tierwise.charts.LineChart.Span;
import io.tierwise.charts.Svg;
import io.tierwise.segmentation.forecast.DailySales.Sales;
import io.tierwise.segmentation.forecast.DailySeries;
import io.tierwise.segmentation.forecast.Errors;
import io.tierwise.segmentation.forecast.Forecast;
import io.tierwise.segmentation.forecast.ForecastSeries.Outcome;
import io.tierwise.segmentation.forecast.MakeForecast;
import io.tierwise.segmentation.forecast.Measure;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What customers will order, by the tier that they have now. */
public final class ForecastSection {
  private static final int HORIZON = 28;
  private static final int SHOWN_DAYS = 84;
  private static final String SURVIVORS =
      " Tiers are those that customers have now, by the tiering that is published: customers who"
          + " are good today tend to have bought lately, so the past of the best tiers looks"
          + " better than their future will.";

  /**
   * @return empty where there is too little history
   */
  static Optional<Section> of(Sales sales, String currency) {
    if (!(MakeForecast.of(sales, Measure.REVENUE, null, HORIZON)
        instanceof Outcome.Made(Forecast all))) {
      return Optional.empty();
    }
    List<List<String>> rows = new ArrayList<>();
    rows.add(row("all", all, sales, null));
    sales.rows().stream()
        .map(row -> row.tier())
        .filter(Objects::nonNull)
        .distinct()
        .sorted()
        .forEach(
            tier -> {
              if (MakeForecast.of(sales, Measure.REVENUE, tier, HORIZON)
                  instanceof Outcome.Made(Forecast forecast)) {
                rows.add(row(tier, forecast, sales, tier));
              }
            });
    return Optional.of(
        new Section(
            "forecast",
            "Revenue to come",
            all.statement() + SURVIVORS,
            List.of(picture("forecast-revenue", all, currency)),
            new Section.Table(
                "The next " + HORIZON + " days by the tier that customers have now",
                1,
                List.of("Tier", "Revenue, " + currency, "Off by (WAPE)", "MASE", "Orders", "Model"),
                rows)));
  }

  private static List<String> row(
      String name, Forecast revenue, Sales sales, @Nullable String tier) {
    Errors errors = revenue.errors();
    String orders =
        MakeForecast.of(sales, Measure.ORDERS, tier, HORIZON)
                instanceof Outcome.Made(Forecast forecast)
            ? Numbers.count(Math.round(forecast.total()))
            : "-";
    Double wape = errors == null ? null : errors.wape();
    Double mase = errors == null ? null : errors.mase();
    return List.of(
        name,
        Numbers.count(Math.round(revenue.total())),
        wape == null ? "-" : Numbers.percent(wape),
        mase == null ? "-" : Numbers.plain(mase),
        orders,
        revenue.model());
  }

  /** The latest days and those to come, with their interval. */
  public static Svg picture(String id, Forecast forecast, String unit) {
    DailySeries history = forecast.history();
    int size = history.values().size();
    List<Point> past = new ArrayList<>();
    for (int i = Math.max(0, size - SHOWN_DAYS); i < size; i++) {
      past.add(new Point(history.day(i).toEpochDay(), history.values().get(i)));
    }
    List<Point> future =
        forecast.days().stream().map(d -> new Point(d.date().toEpochDay(), d.value())).toList();
    return new LineChart(
            id,
            "Daily " + unit + ", and the forecast",
            forecast.statement() + " The band is to hold eight of ten days.",
            "day",
            unit,
            7,
            day -> LocalDate.ofEpochDay(Math.round(day)).toString().substring(5),
            List.of(
                new Line(unit + " a day", past, false, false),
                new Line("forecast by " + forecast.model(), future, false, false)),
            forecast.days().stream()
                .map(d -> new Span(d.date().toEpochDay(), d.low(), d.high()))
                .toList(),
            null,
            true)
        .draw();
  }

  private ForecastSection() {}
}
