package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.forecast.Forecast;
import io.tierwise.segmentation.forecast.ForecastSeries.Outcome;
import io.tierwise.segmentation.forecast.MakeForecast;
import io.tierwise.segmentation.forecast.Measure;
import io.tierwise.segmentation.report.ForecastSection;
import io.tierwise.segmentation.run.TierDirectory;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What customers will order. */
@RestController
@RequestMapping("/v1/forecasts")
@Tag(name = "Forecasts", description = "Orders, revenue and pieces of the days to come")
class ForecastController {
  private static final int MOST_DAYS = 90;

  private final MakeForecast forecasts;
  private final TierDirectory tiers;
  private final String currency;

  ForecastController(
      MakeForecast forecasts,
      TierDirectory tiers,
      @Value("${tierwise.base-currency}") String currency) {
    this.forecasts = forecasts;
    this.tiers = tiers;
    this.currency = currency;
  }

  @GetMapping
  @Operation(
      summary = "Orders, revenue or pieces by day, with intervals and the error of the past",
      description =
          "Of all customers, or of those who are in a tier now; of all goods, or of a top category."
              + " The model is chosen on earlier days and judged on later ones, beside the values"
              + " of last week (seasonal naive), which are used where no model beats them.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(examples = @ExampleObject(ForecastExamples.FORECAST)))
  ForecastView get(
      @RequestParam(defaultValue = "revenue") String measure,
      @RequestParam(required = false) @Nullable String tier,
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(defaultValue = "28") int horizon) {
    Measure of = check(measure, tier, category, horizon);
    return ForecastView.of(of, tier, category, made(of, tier, category, horizon), currency);
  }

  @GetMapping(path = "/chart", produces = "image/svg+xml")
  @Operation(summary = "The same as a picture")
  @ApiResponse(
      responseCode = "200",
      content = @Content(mediaType = "image/svg+xml", examples = @ExampleObject("<svg>...</svg>")))
  ResponseEntity<String> chart(
      @RequestParam(defaultValue = "revenue") String measure,
      @RequestParam(required = false) @Nullable String tier,
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(defaultValue = "28") int horizon) {
    Measure of = check(measure, tier, category, horizon);
    String unit = ForecastView.unit(of, currency);
    return ResponseEntity.ok()
        .header("Content-Security-Policy", "default-src 'none'")
        .header("X-Content-Type-Options", "nosniff")
        .body(
            ForecastSection.picture("forecast", made(of, tier, category, horizon), unit).markup());
  }

  private Forecast made(
      Measure measure, @Nullable String tier, @Nullable String category, int horizon) {
    return switch (forecasts.of(measure, tier, category, horizon)) {
      case Outcome.Made(Forecast forecast) -> forecast;
      case Outcome.TooShort(int days, int needed) ->
          throw ProblemException.conflict(
              "too-little-history",
              "There are "
                  + days
                  + " days of orders; to forecast "
                  + horizon
                  + " and to tell how good that is takes "
                  + needed);
    };
  }

  private Measure check(
      String measure, @Nullable String tier, @Nullable String category, int horizon) {
    List<FieldProblem> problems = new ArrayList<>();
    Measure of = Measure.ofKey(measure).orElse(null);
    if (of == null) {
      problems.add(
          new FieldProblem(
              "measure", "unknown-measure", "'" + measure + "' is not one of " + Measure.keys()));
    }
    if (horizon < 1 || horizon > MOST_DAYS) {
      problems.add(
          new FieldProblem(
              "horizon", "out-of-range", horizon + " is not between 1 and " + MOST_DAYS));
    }
    if (tier != null && tiers.tiers().stream().noneMatch(group -> group.name().equals(tier))) {
      problems.add(
          new FieldProblem("tier", "unknown-tier", "'" + tier + "' is not a tier with customers"));
    }
    if (category != null && category.indexOf('\0') >= 0) {
      problems.add(new FieldProblem("category", "invalid", "has a NUL character"));
    }
    if (of == null || !problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
    return of;
  }
}
