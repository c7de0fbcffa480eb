package io.tierwise.recommend.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.training.Following;
import io.tierwise.recommend.training.Models;
import io.tierwise.recommend.training.RequestTraining;
import io.tierwise.recommend.training.TrainingRun;
import io.tierwise.recommend.training.TrainingRuns;
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
  private final Following following;
  private final Clock clock;

  TrainingController(
      RequestTraining requestTraining,
      TrainingRuns runs,
      Models models,
      TrainingWorker worker,
      Following following,
      Clock clock) {
    this.clock = clock;
    this.requestTraining = requestTraining;
    this.runs = runs;
    this.models = models;
    this.worker = worker;
    this.following = following;
  }

  record TrainingRequest(
      @Schema(
              description =
                  "popularity, trending and item-knn where empty; popularity always comes along as"
                      + " the baseline. als, user-knn, linear-filter, ease, next-item, content,"
                      + " rating-factors and hybrid on request")
          @Nullable List<@Nullable String> algorithms,
      @Schema(description = "Later interactions are ignored") @Nullable Instant cut,
      @Schema(description = "Whether parameters are chosen on a validation split by time")
          @Nullable Boolean search,
      @Schema(description = "The algorithm that strategy auto asks; null: the best of the search")
          @Nullable String primary,
      @Schema(description = "Whether the model goes live even if it is not better")
          @Nullable Boolean force) {
    static final TrainingRequest USUAL = new TrainingRequest(null, null, null, null, null);
  }

  @Operation(
      summary = "Train models",
      description =
          "Queued. The model goes live when the run has SUCCEEDED, unless its primary algorithm was"
              + " measured against the live model's and is not better: see promotion.")
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
      @RequestBody(required = false) @Nullable TrainingRequest body) {
    TrainingRequest request = body == null ? TrainingRequest.USUAL : body;
    Set<Algorithm> algorithms = EnumSet.noneOf(Algorithm.class);
    Checks checks = new Checks();
    List<@Nullable String> ids = request.algorithms() == null ? List.of() : request.algorithms();
    for (int i = 0; i < ids.size(); i++) {
      Algorithm algorithm = algorithm(checks, "algorithms[" + i + "]", ids.get(i));
      if (algorithm != null) {
        algorithms.add(algorithm);
      }
    }
    Algorithm primary =
        request.primary() == null ? null : algorithm(checks, "primary", request.primary());
    if (primary == Algorithm.TRENDING
        || (primary != null && !algorithms.isEmpty() && !algorithms.contains(primary))) {
      checks.refuse(
          "primary", "not-trained", "'" + primary.id() + "' is not among the algorithms to serve");
    }
    checks.done();
    TrainingRun run =
        requestTraining.request(
            new TrainingRun.Wish(
                algorithms,
                request.cut(),
                Boolean.TRUE.equals(request.search()),
                primary,
                Boolean.TRUE.equals(request.force())));
    worker.wake();
    return ResponseEntity.accepted()
        .location(URI.create("/v1/training-runs/" + run.id()))
        .body(TrainingRunView.of(run));
  }

  private static @Nullable Algorithm algorithm(Checks checks, String field, @Nullable String id) {
    return Algorithm.of(String.valueOf(id))
        .orElseGet(
            () -> {
              checks.refuse(
                  field, "unknown-algorithm", "'" + id + "' is none of " + Algorithm.names());
              return null;
            });
  }

  @Operation(summary = "Stop a training run that waits or runs")
  @PostMapping("/v1/training-runs/{id}/cancel")
  TrainingRunView cancel(@PathVariable String id) {
    TrainingRunView run = run(id);
    if (!runs.cancel(run.id(), clock.instant())) {
      throw ProblemException.conflict(
          "not-cancellable",
          "Training run %s is %s; only a queued or running one can be cancelled"
              .formatted(id, run(id).state().toLowerCase(Locale.ROOT)));
    }
    return run(id);
  }

  @Operation(
      summary = "Put a stored model live",
      description =
          "By force, whatever its figures: a promotion of a refused model, or a rollback to an"
              + " earlier one. The last five models are kept in full.")
  @PostMapping("/v1/models/{version}/promote")
  ModelView promote(@PathVariable String version, @Nullable Principal caller) {
    String by = caller == null ? "anonymous" : caller.getName();
    try {
      if (!models.promote(version, by, clock.instant())) {
        throw ProblemException.notFound("stored model", version);
      }
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("stored model", version);
    }
    following.wake();
    return models.newest(null, MAX_LIMIT).stream()
        .filter(model -> model.version().equals(version))
        .map(ModelView::of)
        .findFirst()
        .orElseThrow(() -> ProblemException.notFound("stored model", version));
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

  @Operation(summary = "The models, newest first", description = "The one that is live serves.")
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
