package io.tierwise.recommend.adapter.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.recommend.demand.DemandForecast;
import io.tierwise.recommend.demand.ForecastDemand;
import io.tierwise.starter.problem.ProblemException;
import java.time.LocalDate;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How much will be ordered: for planning stock. */
@RestController
@Tag(name = "Demand")
class DemandController {
  private static final int MAX_DAYS = 90;
  private static final String METHOD =
      "From the order lines of the last 182 days (UTC), undone orders left out:"
          + " Teunter-Syntetos-Babai with days of the week. The backtest forecasts the last days"
          + " from those before.";

  private final ForecastDemand forecastDemand;

  DemandController(ForecastDemand forecastDemand) {
    this.forecastDemand = forecastDemand;
  }

  record DemandView(
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String itemId,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String category,
      @Schema(description = "That the forecast is about") int items,
      @Schema(description = "The first day of the forecast, today in UTC") LocalDate from,
      @Schema(description = "Expected order lines of each day") double[] perDay,
      double total,
      @Schema(description = "Eight of ten totals lie between low and high") double low,
      double high,
      BacktestView backtest) {}

  @Schema(description = "Order lines a day by which forecasts of the last days were wrong")
  record BacktestView(
      double meanAbsoluteError,
      @Schema(description = "Of saying that a day is like the same day of the last week")
          double naiveError) {}

  @Operation(summary = "Expected orders of an item", description = METHOD + " Unknown item: 404.")
  @GetMapping("/v1/items/{id}/demand")
  DemandView ofItem(@PathVariable String id, @RequestParam(defaultValue = "28") int days) {
    Checks checks = new Checks();
    checks.id("id", id);
    checks.between("days", days, 1, MAX_DAYS, days);
    checks.done();
    return view(
        id,
        null,
        forecastDemand.ofItem(id, days).orElseThrow(() -> ProblemException.notFound("item", id)));
  }

  @Operation(
      summary = "Expected orders of a category, with all below it",
      description = METHOD + " A category without items: 404.")
  @GetMapping("/v1/demand")
  DemandView ofCategory(
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(defaultValue = "28") int days) {
    Checks checks = new Checks();
    checks.id("category", category);
    checks.between("days", days, 1, MAX_DAYS, days);
    checks.done();
    String name = String.valueOf(category);
    return view(
        null,
        name,
        forecastDemand
            .ofCategory(name, days)
            .orElseThrow(() -> ProblemException.notFound("category", name)));
  }

  private static DemandView view(
      @Nullable String itemId, @Nullable String category, ForecastDemand.Answer answer) {
    DemandForecast forecast = answer.forecast();
    return new DemandView(
        itemId,
        category,
        answer.items(),
        answer.from(),
        Arrays.stream(forecast.perDay()).map(DemandController::rounded).toArray(),
        rounded(forecast.total()),
        rounded(forecast.low()),
        rounded(forecast.high()),
        new BacktestView(rounded(forecast.meanAbsoluteError()), rounded(forecast.naiveError())));
  }

  private static double rounded(double value) {
    return Math.rint(value * 1e4) / 1e4;
  }
}
