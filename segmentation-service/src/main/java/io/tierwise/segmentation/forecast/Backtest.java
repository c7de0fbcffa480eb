package io.tierwise.segmentation.forecast;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What a forecaster would have said on past days, knowing only what was before them (rolling
 * origin; L. J. Tashman, Out-of-sample tests of forecasting accuracy, 2000). Days of the earlier
 * origins choose the forecaster, those of the later ones, which do not overlap with them, judge it.
 */
final class Backtest {
  private static final int MOST_ORIGINS = 4;
  private static final int LEAST_HISTORY = 42;
  private static final int STEP = Forecaster.WEEK;

  private final double[] series;
  private final int horizon;
  private final int origins;

  Backtest(double[] series, int horizon) {
    this.series = series;
    this.horizon = horizon;
    int room = (series.length - LEAST_HISTORY) / 2 - horizon;
    this.origins = room < 0 ? 0 : Math.min(MOST_ORIGINS, room / STEP + 1);
  }

  /** Days that are needed for one origin of either kind. */
  static int leastDays(int horizon) {
    return LEAST_HISTORY + 2 * horizon;
  }

  int origins() {
    return origins;
  }

  /** Where the days begin that choose, the oldest first. */
  int[] choosing() {
    int end = judging()[0];
    return originsUntil(end);
  }

  /** Where the days begin that judge. */
  int[] judging() {
    return originsUntil(series.length);
  }

  private int[] originsUntil(int end) {
    int[] starts = new int[origins];
    for (int i = 0; i < origins; i++) {
      starts[i] = end - horizon - STEP * (origins - 1 - i);
    }
    return starts;
  }

  /** Forecasts of one forecaster from some origins, none below 0. */
  List<double[]> forecasts(Forecaster forecaster, int[] starts) {
    List<double[]> forecasts = new ArrayList<>();
    for (int start : starts) {
      double[] days = forecaster.forecast(Arrays.copyOf(series, start), horizon);
      for (int h = 0; h < horizon; h++) {
        days[h] = Math.max(0, days[h]);
      }
      forecasts.add(days);
    }
    return forecasts;
  }

  Errors.Sum errors(List<double[]> forecasts, int[] starts) {
    Errors.Sum sum = new Errors.Sum();
    for (int i = 0; i < starts.length; i++) {
      double scale = naiveError(starts[i]);
      for (int h = 0; h < horizon; h++) {
        sum.add(series[starts[i] + h], forecasts.get(i)[h], scale);
      }
    }
    return sum;
  }

  /** Actual less forecast, by week ahead. */
  List<List<Double>> residuals(List<double[]> forecasts, int[] starts) {
    List<List<Double>> byWeek = new ArrayList<>();
    for (int h = 0; h < horizon; h++) {
      if (h % STEP == 0) {
        byWeek.add(new ArrayList<>());
      }
      for (int i = 0; i < starts.length; i++) {
        byWeek.getLast().add(series[starts[i] + h] - forecasts.get(i)[h]);
      }
    }
    return byWeek;
  }

  private double naiveError(int end) {
    double sum = 0;
    for (int t = Forecaster.WEEK; t < end; t++) {
      sum += Math.abs(series[t] - series[t - Forecaster.WEEK]);
    }
    return sum / Math.max(1, end - Forecaster.WEEK);
  }
}
