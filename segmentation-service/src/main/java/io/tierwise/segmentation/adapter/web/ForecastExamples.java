package io.tierwise.segmentation.adapter.web;

/** Examples of forecasts in the API description. */
final class ForecastExamples {
  static final String FORECAST =
      """
      {"measure": "REVENUE", "unit": "GBP", "tier": "Gold", "category": null, "horizon": 2,
       "historyDays": 372, "historyUntil": "2011-12-08", "model": "autoregressive",
       "statement": "autoregressive had the least error on earlier days. ...",
       "total": 24310.5,
       "days": [{"date": "2011-12-09", "value": 12400.2, "low": 8100.0, "high": 17200.4},
         {"date": "2011-12-10", "value": 11910.3, "low": 7900.1, "high": 16500.8}],
       "backtest": {"origins": 4, "intervalLevel": 0.8, "coverage": 0.79, "models": [
         {"model": "seasonal-naive",
          "choosing": {"mase": 1.1, "wape": 0.31, "mape": 0.35, "days": 8},
          "judging": {"mase": 1.2, "wape": 0.33, "mape": 0.37, "days": 8}},
         {"model": "autoregressive",
          "choosing": {"mase": 0.9, "wape": 0.26, "mape": 0.29, "days": 8},
          "judging": {"mase": 0.95, "wape": 0.27, "mape": 0.3, "days": 8}}]},
       "history": [{"date": "2011-12-08", "value": 13002.7}]}
      """;

  private ForecastExamples() {}
}
