package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.run.CreateRun;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Segmentation runs: ask for one, follow it, cancel it. */
@RestController
@RequestMapping("/v1/runs")
@Tag(name = "Runs", description = "Segmentations of all customers, from request to result")
class RunController {
  private static final int MAX_PAGE = 200;

  private final CreateRun createRun;
  private final SegmentationRuns runs;
  private final RunFinder finder;
  private final RunEventStreams streams;
  private final RunDefaults defaults;
  private final Clock clock;
  private final String currency;

  RunController(
      CreateRun createRun,
      SegmentationRuns runs,
      RunEventStreams streams,
      RunDefaults defaults,
      Clock clock,
      @Value("${tierwise.base-currency}") String currency) {
    this.createRun = createRun;
    this.runs = runs;
    this.finder = new RunFinder(runs);
    this.streams = streams;
    this.defaults = defaults;
    this.clock = clock;
    this.currency = currency;
  }

  @PostMapping
  @Operation(summary = "Ask for a run; it is queued and can be followed under its location")
  @ApiResponse(
      responseCode = "202",
      content = @Content(examples = @ExampleObject(Examples.QUEUED_RUN)))
  ResponseEntity<RunView> create(
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject(Examples.RUN_REQUEST)))
          @RequestBody(required = false)
          @Nullable RunRequest body,
      HttpServletRequest request) {
    RunRequest asked = body == null ? RunRequest.EMPTY : body;
    return switch (createRun.create(asked.parameters(defaults.seed()), Caller.of(request).name())) {
      case CreateRun.Outcome.Created(SegmentationRun run) ->
          ResponseEntity.accepted().location(URI.create("/v1/runs/" + run.id())).body(view(run));
      case CreateRun.Outcome.Invalid(String field, String code, String reason) ->
          throw ProblemException.invalid(field, code, reason);
      case CreateRun.Outcome.TooMany(int queued) ->
          throw new ProblemException(
              HttpStatus.TOO_MANY_REQUESTS,
              "too-many-runs",
              queued + " runs are waiting already",
              List.of(),
              java.time.Duration.ofSeconds(30));
    };
  }

  @GetMapping
  @Operation(summary = "All runs, newest first")
  Page<RunView> list(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    int size = Cursor.limit(limit, MAX_PAGE);
    UUID before = RunFinder.position(Cursor.decode(cursor));
    return Page.of(runs.list(before, size + 1), size, run -> run.id().toString()).map(this::view);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One run: state, progress, and its result once it has one")
  @ApiResponse(
      responseCode = "200",
      content = @Content(examples = @ExampleObject(Examples.DRAFT_RUN)))
  RunView get(@PathVariable String id) {
    return view(finder.run(id));
  }

  @GetMapping(path = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(summary = "Follow a run by server-sent events until it is finished")
  SseEmitter events(@PathVariable String id) {
    SegmentationRun run = finder.run(id);
    return streams.follow(run.id(), this::view);
  }

  @PostMapping("/{id}/cancel")
  @Operation(summary = "Stop a run that waits or runs")
  RunView cancel(@PathVariable String id) {
    SegmentationRun run = finder.run(id);
    if (!runs.cancel(run.id(), clock.instant())) {
      SegmentationRun now = finder.run(id);
      throw ProblemException.conflict(
          "not-cancellable",
          "Run "
              + id
              + " is "
              + now.state().name().toLowerCase(Locale.ROOT)
              + "; only a queued or running one can be cancelled");
    }
    return view(finder.run(id));
  }

  private RunView view(SegmentationRun run) {
    return RunView.of(run, currency);
  }
}
