package io.tierwise.segmentation.forecast;

/**
 * Exponential smoothing of level, damped trend and weekday, all additive (C. C. Holt, 1957; P. R.
 * Winters, Forecasting Sales by Exponentially Weighted Moving Averages, 1960; damped after E. S.
 * Gardner and E. McKenzie, 1985). The smoothing weights are those of a grid with the least squared
 * error one day ahead.
 */
final class HoltWinters implements Forecaster {
  private static final double[] LEVEL = {0.02, 0.05, 0.1, 0.2, 0.4};
  private static final double[] TREND = {0, 0.01, 0.05, 0.1};
  private static final double[] SEASON = {0.01, 0.05, 0.1, 0.2};
  private static final double DAMPING = 0.95;

  @Override
  public String name() {
    return "holt-winters";
  }

  @Override
  public double[] forecast(double[] past, int horizon) {
    State best = null;
    for (double alpha : LEVEL) {
      for (double beta : TREND) {
        for (double gamma : SEASON) {
          State state = smoothed(past, alpha, beta, gamma);
          if (best == null || state.squaredError < best.squaredError) {
            best = state;
          }
        }
      }
    }
    return best == null ? new double[horizon] : best.forecast(horizon, past.length);
  }

  static State smoothed(double[] past, double alpha, double beta, double gamma) {
    State state = State.begin(past);
    for (int t = 0; t < past.length; t++) {
      state.take(past[t], t, alpha, beta, gamma);
    }
    return state;
  }

  /** Where a series stands. */
  static final class State {
    private double level;
    private double trend;
    private final double[] season = new double[WEEK];
    private double squaredError;

    /** Level and weekdays of the first two weeks. */
    static State begin(double[] past) {
      State state = new State();
      int days = Math.min(past.length, 2 * WEEK);
      for (int t = 0; t < days; t++) {
        state.level += past[t] / days;
      }
      for (int t = 0; t < days; t++) {
        state.season[t % WEEK] += (past[t] - state.level) * WEEK / days;
      }
      return state;
    }

    void take(double value, int t, double alpha, double beta, double gamma) {
      double expected = level + DAMPING * trend;
      double error = value - expected - season[t % WEEK];
      squaredError += error * error;
      level = expected + alpha * error;
      trend = DAMPING * trend + alpha * beta * error;
      season[t % WEEK] += gamma * (1 - alpha) * error;
    }

    double[] forecast(int horizon, int from) {
      double[] days = new double[horizon];
      double damped = 0;
      double power = 1;
      for (int h = 0; h < horizon; h++) {
        power *= DAMPING;
        damped += power;
        days[h] = level + damped * trend + season[(from + h) % WEEK];
      }
      return days;
    }
  }
}
