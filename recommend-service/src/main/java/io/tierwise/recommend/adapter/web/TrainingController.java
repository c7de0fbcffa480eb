package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.training.Models;
import io.tierwise.recommend.training.RequestTraining;
import io.tierwise.recommend.training.TrainingRun;
import io.tierwise.recommend.training.TrainingRuns;
import io.tierwise.recommend.training.TrainingWorker;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.net.URI;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Training runs and the models they made. */
@RestController
@Tag(name = "Training")
class TrainingController {
  private static final int MAX_LIMIT = 100;

  private final RequestTraining requestTraining;
  private final TrainingRuns runs;
  private final Models models;
  private final TrainingWorker worker;

  TrainingController(
      RequestTraining requestTraining, TrainingRuns runs, Models models, TrainingWorker worker) {
    this.requestTraining = requestTraining;
    this.runs = runs;
    this.models = models;
    this.worker = worker;
  }

  record TrainingRequest(
      @Schema(
              description =
                  "popularity, trending and item-knn where empty; popularity always comes along as"
                      + " the baseline. linear-filter, ease, next-item and content on request")
          @Nullable List<@Nullable String> algorithms,
      @Schema(description = "Later interactions are ignored") @Nullable Instant cut) {}

  @Operation(
      summary = "Train models",
      description = "Queued; the model goes live when the run has SUCCEEDED.")
  @io.swagger.v3.oas.annotations.parameters.RequestBody(
      content = @Content(examples = @ExampleObject(Examples.TRAINING_REQUEST)))
  @ApiResponse(
      responseCode = "202",
      content =
          @Content(
              schema = @Schema(implementation = TrainingRunView.class),
              examples = @ExampleObject(Examples.TRAINING_RUN)))
  @PostMapping("/v1/training-runs")
  ResponseEntity<TrainingRunView> train(
      @RequestBody(required = false) @Nullable TrainingRequest request) {
    Set<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
    Checks checks = new Checks();
    if (request != null && request.algorithms() != null) {
      for (int i = 0; i < request.algorithms().size(); i++) {
        String id = String.valueOf(request.algorithms().get(i));
        String field = "algorithms[" + i + "]";
        Algorithm.of(id)
            .ifPresentOrElse(
                algorithms::add,
                () ->
                    checks.refuse(
                        field,
                        "unknown-algorithm",
                        "'" + id + "' is none of " + Algorithm.names()));
      }
    }
    checks.done();
    TrainingRun run = requestTraining.request(algorithms, request == null ? null : request.cut());
    worker.wake();
    return ResponseEntity.accepted()
        .location(URI.create("/v1/training-runs/" + run.id()))
        .body(TrainingRunView.of(run));
  }

  @Operation(summary = "A training run")
  @GetMapping("/v1/training-runs/{id}")
  TrainingRunView run(@PathVariable String id) {
    Checks checks = new Checks();
    checks.id("id", id);
    checks.done();
    return runs.find(id)
        .map(TrainingRunView::of)
        .orElseThrow(() -> ProblemException.notFound("training run", id));
  }

  @Operation(summary = "The training runs, newest first")
  @GetMapping("/v1/training-runs")
  Page<TrainingRunView> runs(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    int size = Cursor.limit(limit, MAX_LIMIT);
    return Page.of(runs.newest(Cursor.decode(cursor), size + 1), size, TrainingRun::id)
        .map(TrainingRunView::of);
  }

  @Operation(summary = "The models, newest first", description = "The newest of them serves.")
  @GetMapping("/v1/models")
  Page<ModelView> models(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    int size = Cursor.limit(limit, MAX_LIMIT);
    try {
      return Page.of(
              models.newest(Cursor.decode(cursor), size + 1), size, Models.ModelSummary::version)
          .map(ModelView::of);
    } catch (IllegalArgumentException e) {
      throw Cursor.invalid();
    }
  }
}
