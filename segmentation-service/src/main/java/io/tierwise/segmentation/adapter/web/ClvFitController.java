package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.value.ClvFit;
import io.tierwise.segmentation.value.ClvFits;
import io.tierwise.segmentation.value.CreateClvFit;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Fits of the lifetime value models. */
@RestController
@RequestMapping("/v1/clv-fits")
@Tag(name = "Lifetime value", description = "What customers are expected to bring")
class ClvFitController {
  private static final int MAX_PAGE = 200;

  private final CreateClvFit create;
  private final ClvFits fits;
  private final Horizon defaults;
  private final String currency;

  ClvFitController(
      CreateClvFit create,
      ClvFits fits,
      Horizon defaults,
      @Value("${tierwise.base-currency}") String currency) {
    this.create = create;
    this.fits = fits;
    this.defaults = defaults;
    this.currency = currency;
  }

  @PostMapping
  @Operation(
      summary = "Ask for a fit",
      description =
          "A fit that converges goes live at once and values everybody; one that does not is"
              + " refused with the reason, and the fit before it stays live.")
  @ApiResponse(
      responseCode = "202",
      content = @Content(examples = @ExampleObject(ClvExamples.QUEUED_FIT)))
  ResponseEntity<ClvFitView> create(
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject(ClvExamples.FIT_REQUEST)))
          @RequestBody(required = false)
          @Nullable ClvFitRequest body,
      HttpServletRequest request) {
    ClvFitRequest asked = body == null ? ClvFitRequest.EMPTY : body;
    ClvFit fit =
        create
            .create(asked.parameters(defaults), Caller.of(request).name())
            .orElseThrow(
                () ->
                    new ProblemException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-fits",
                        create.maxQueued() + " fits are waiting already",
                        List.of(),
                        Duration.ofSeconds(30)));
    return ResponseEntity.accepted()
        .location(URI.create("/v1/clv-fits/" + fit.id()))
        .body(ClvFitView.of(fit, currency));
  }

  @GetMapping
  @Operation(summary = "All fits, newest first")
  Page<ClvFitView> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    int size = Cursor.limit(limit, MAX_PAGE);
    UUID before = RunFinder.position(Cursor.decode(cursor));
    return Page.of(fits.list(before, size + 1), size, fit -> fit.id().toString())
        .map(fit -> ClvFitView.of(fit, currency));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One fit: state, parameters found, and how well they describe the data")
  @ApiResponse(
      responseCode = "200",
      content = @Content(examples = @ExampleObject(ClvExamples.LIVE_FIT)))
  ClvFitView get(@PathVariable String id) {
    return RunFinder.parsed(id)
        .flatMap(fits::find)
        .map(fit -> ClvFitView.of(fit, currency))
        .orElseThrow(() -> ProblemException.notFound("fit", id));
  }
}
