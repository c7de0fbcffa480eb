package io.tierwise.segmentation.forecast;

import io.tierwise.segmentation.forecast.Forecast.Candidate;
import io.tierwise.segmentation.forecast.Forecast.Day;
import io.tierwise.segmentation.statistics.Quantiles;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Chooses the forecaster with the least error on earlier days, judges it on later ones, and lets
 * the seasonal naive one do the work where it was better there. Intervals are quantiles of the
 * errors that were made as many weeks ahead.
 */
public final class ForecastSeries {
  private static final List<Forecaster> FORECASTERS =
      List.of(new SeasonalNaive(), new HoltWinters(), new Autoregressive());

  /** What became of a series. */
  public sealed interface Outcome {
    record Made(Forecast forecast) implements Outcome {}

    record TooShort(int days, int needed) implements Outcome {}
  }

  /** What a forecaster did in the past. */
  private record Trial(
      Forecaster forecaster, List<double[]> choosing, List<double[]> judging, Candidate errors) {}

  public static Outcome of(DailySeries history, int horizon) {
    double[] series = history.array();
    Backtest backtest = new Backtest(series, horizon);
    if (backtest.origins() == 0) {
      return new Outcome.TooShort(series.length, Backtest.leastDays(horizon));
    }
    Map<String, Double> chosenBy = new HashMap<>();
    Map<String, Double> judgedBy = new HashMap<>();
    List<Trial> trials = new ArrayList<>();
    for (Forecaster forecaster : FORECASTERS) {
      List<double[]> choosing = backtest.forecasts(forecaster, backtest.choosing());
      List<double[]> judging = backtest.forecasts(forecaster, backtest.judging());
      Errors.Sum earlier = backtest.errors(choosing, backtest.choosing());
      Errors.Sum later = backtest.errors(judging, backtest.judging());
      chosenBy.put(forecaster.name(), earlier.meanAbsolute());
      judgedBy.put(forecaster.name(), later.meanAbsolute());
      trials.add(
          new Trial(
              forecaster,
              choosing,
              judging,
              new Candidate(forecaster.name(), earlier.errors(), later.errors())));
    }
    Trial naive = trials.getFirst();
    Trial chosen = naive;
    for (Trial trial : trials) {
      if (error(chosenBy, trial) < error(chosenBy, chosen)) {
        chosen = trial;
      }
    }
    boolean naiveWasBetter = error(judgedBy, naive) < error(judgedBy, chosen);
    Trial used = naiveWasBetter ? naive : chosen;
    return new Outcome.Made(
        new Forecast(
            history,
            used.forecaster().name(),
            statement(used, naive, chosen),
            days(history, used, backtest, horizon),
            trials.stream().map(Trial::errors).toList(),
            backtest.origins(),
            coverage(used, backtest, series)));
  }

  private static double error(Map<String, Double> errors, Trial trial) {
    return Objects.requireNonNull(errors.get(trial.forecaster().name()));
  }

  private static String statement(Trial used, Trial naive, Trial chosen) {
    String name = used.forecaster().name();
    String off = off(used.errors().judging());
    if (used != naive) {
      return String.format(
          Locale.ROOT,
          "The %s model had the least error on earlier days. On later ones it was off by %s; last week's"
              + " values by %s.",
          name,
          off,
          off(naive.errors().judging()));
    }
    if (chosen == naive) {
      return "No model did better on earlier days than last week's values, so these are used. On"
          + " later days they were off by "
          + off
          + ".";
    }
    return String.format(
        Locale.ROOT,
        "The %s model had the least error on earlier days, but on later ones it was off by %s and last week's"
            + " values only by %s, so these are used.",
        chosen.forecaster().name(),
        off(chosen.errors().judging()),
        off);
  }

  private static String off(Errors errors) {
    Double wape = errors.wape();
    return wape == null
        ? "an unknown share, as nothing was sold"
        : String.format(Locale.ROOT, "%.1f %% of what was sold", 100 * wape);
  }

  private static List<Day> days(DailySeries history, Trial used, Backtest backtest, int horizon) {
    List<List<Double>> residuals = backtest.residuals(used.choosing(), backtest.choosing());
    List<List<Double>> later = backtest.residuals(used.judging(), backtest.judging());
    for (int week = 0; week < residuals.size(); week++) {
      residuals.get(week).addAll(later.get(week));
    }
    double[] values = used.forecaster().forecast(history.array(), horizon);
    List<Day> days = new ArrayList<>();
    for (int h = 0; h < horizon; h++) {
      double value = Math.max(0, values[h]);
      double[] interval = interval(residuals.get(h / Forecaster.WEEK));
      days.add(
          new Day(
              history.day(history.values().size() + h),
              value,
              Math.max(0, value + Math.min(0, interval[0])),
              value + Math.max(0, interval[1])));
    }
    return days;
  }

  private static double coverage(Trial used, Backtest backtest, double[] series) {
    List<List<Double>> residuals = backtest.residuals(used.choosing(), backtest.choosing());
    int[] starts = backtest.judging();
    int held = 0;
    int days = 0;
    for (int i = 0; i < starts.length; i++) {
      double[] forecast = used.judging().get(i);
      for (int h = 0; h < forecast.length; h++) {
        double[] interval = interval(residuals.get(h / Forecaster.WEEK));
        double actual = series[starts[i] + h];
        boolean inside =
            actual >= Math.max(0, forecast[h] + Math.min(0, interval[0]))
                && actual <= forecast[h] + Math.max(0, interval[1]);
        held += inside ? 1 : 0;
        days++;
      }
    }
    return held / (double) Math.max(1, days);
  }

  private static double[] interval(List<Double> residuals) {
    double[] sorted = residuals.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double tail = (1 - Forecast.LEVEL) / 2;
    return new double[] {Quantiles.quantile(sorted, tail), Quantiles.quantile(sorted, 1 - tail)};
  }

  private ForecastSeries() {}
}
