package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.run.CustomerFeatures;
import io.tierwise.segmentation.run.CustomerIds;
import io.tierwise.segmentation.value.LiveClv;
import io.tierwise.segmentation.value.LiveValues;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What one customer is expected to bring. */
@RestController
@Tag(name = "Lifetime value")
class ValueController {
  private final LiveValues values;
  private final CustomerFeatures features;
  private final CustomerIds ids;
  private final String currency;

  ValueController(
      LiveValues values,
      CustomerFeatures features,
      CustomerIds ids,
      @Value("${tierwise.base-currency}") String currency) {
    this.values = values;
    this.features = features;
    this.ids = ids;
    this.currency = currency;
  }

  @GetMapping("/v1/users/{id}/value")
  @Operation(
      summary = "A user's expected orders and value, by the live fit and the current features",
      description = "horizonDays asks for another horizon than the fit's.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(examples = @ExampleObject(ClvExamples.USER_VALUE)))
  ValueView value(
      @PathVariable String id, @RequestParam(required = false) @Nullable BigDecimal horizonDays) {
    LiveClv live =
        values
            .live()
            .orElseThrow(
                () ->
                    new ProblemException(
                        HttpStatus.NOT_FOUND,
                        "no-lifetime-value",
                        "No lifetime value model is live yet: fit one with POST /v1/clv-fits",
                        List.of(),
                        null));
    List<FieldProblem> problems = new ArrayList<>();
    int days = ClvFitRequest.days(horizonDays, "horizonDays", live.horizon(), problems);
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
    Customer customer =
        features.find(ids.customerOf(id)).orElseThrow(() -> ProblemException.notFound("user", id));
    Horizon horizon = new Horizon(days, live.horizon().yearlyDiscount());
    return ValueView.of(customer, live, horizon, currency);
  }
}
