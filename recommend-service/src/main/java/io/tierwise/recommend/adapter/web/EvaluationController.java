package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.training.Evaluation;
import io.tierwise.recommend.training.Evaluations;
import io.tierwise.recommend.training.TrainingWorker;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.net.URI;
import java.security.Principal;
import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Comparisons of models on the shop's own data. */
@RestController
@Tag(name = "Training")
class EvaluationController {
  private static final int MAX_LIMIT = 100;

  private final Evaluations evaluations;
  private final TrainingWorker worker;
  private final Clock clock;

  EvaluationController(Evaluations evaluations, TrainingWorker worker, Clock clock) {
    this.evaluations = evaluations;
    this.worker = worker;
    this.clock = clock;
  }

  record EvaluationRequest(
      @Schema(description = "All where empty; popularity always comes along")
          @Nullable List<@Nullable String> algorithms,
      @Schema(description = "Later interactions are ignored") @Nullable Instant cut) {}

  @Operation(
      summary = "Compare models",
      description =
          "Each is fitted to what came before a point in time and ranks the whole catalogue for the"
              + " users who bought after it. Nothing is stored or put live but the report.")
  @PostMapping("/v1/evaluations")
  ResponseEntity<EvaluationView> evaluate(
      @RequestBody(required = false) @Nullable EvaluationRequest request,
      @Nullable Principal caller) {
    Set<Algorithm> algorithms = EnumSet.of(Algorithm.POPULARITY);
    Checks checks = new Checks();
    List<@Nullable String> ids =
        request == null || request.algorithms() == null ? List.of() : request.algorithms();
    for (int i = 0; i < ids.size(); i++) {
      String id = String.valueOf(ids.get(i));
      String field = "algorithms[" + i + "]";
      Algorithm.of(id)
          .ifPresentOrElse(
              algorithms::add,
              () ->
                  checks.refuse(
                      field, "unknown-algorithm", "'" + id + "' is none of " + Algorithm.names()));
    }
    checks.done();
    Evaluation.Wish wish =
        new Evaluation.Wish(
            ids.isEmpty() ? EnumSet.allOf(Algorithm.class) : algorithms,
            request == null ? null : request.cut());
    String by = caller == null ? "anonymous" : caller.getName();
    Evaluation evaluation =
        evaluations
            .create(wish, by, clock.instant())
            .orElseThrow(
                () ->
                    ProblemException.conflict(
                        "too-many-queued", "Ten evaluations wait already; try again later"));
    worker.wake();
    return ResponseEntity.accepted()
        .location(URI.create("/v1/evaluations/" + evaluation.id()))
        .body(EvaluationView.of(evaluation));
  }

  @Operation(summary = "An evaluation, with its report when it has SUCCEEDED")
  @GetMapping("/v1/evaluations/{id}")
  EvaluationView evaluation(@PathVariable String id) {
    return EvaluationView.of(find(id));
  }

  @Operation(summary = "The report as a page with pictures")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_HTML_VALUE,
              examples = @ExampleObject("<!doctype html><html lang=\"en\">...</html>")))
  @GetMapping(value = "/v1/evaluations/{id}/report", produces = MediaType.TEXT_HTML_VALUE)
  String report(@PathVariable String id) {
    Evaluation evaluation = find(id);
    if (evaluation.report() == null) {
      throw ProblemException.conflict(
          "no-report",
          "Evaluation %s is %s; only one that has succeeded has a report"
              .formatted(id, evaluation.state().toLowerCase(Locale.ROOT)));
    }
    return EvaluationPage.of(evaluation.report());
  }

  @Operation(summary = "The evaluations, newest first")
  @GetMapping("/v1/evaluations")
  Page<EvaluationView> evaluations(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    int size = Cursor.limit(limit, MAX_LIMIT);
    String before = Cursor.decode(cursor);
    try {
      UUID id = before == null ? null : UUID.fromString(before);
      return Page.of(
              evaluations.newest(id, size + 1), size, evaluation -> evaluation.id().toString())
          .map(EvaluationView::of);
    } catch (IllegalArgumentException e) {
      throw Cursor.invalid();
    }
  }

  @Operation(summary = "Stop an evaluation that waits or runs")
  @PostMapping("/v1/evaluations/{id}/cancel")
  EvaluationView cancel(@PathVariable String id) {
    Evaluation evaluation = find(id);
    if (!evaluations.cancel(evaluation.id(), clock.instant())) {
      throw ProblemException.conflict(
          "not-cancellable",
          "Evaluation %s is %s; only a queued or running one can be cancelled"
              .formatted(id, find(id).state().toLowerCase(Locale.ROOT)));
    }
    return evaluation(id);
  }

  private Evaluation find(String id) {
    try {
      return evaluations
          .find(UUID.fromString(id))
          .orElseThrow(() -> ProblemException.notFound("evaluation", id));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("evaluation", id);
    }
  }
}
