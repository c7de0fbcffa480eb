package io.tierwise.ingest.rejects;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.ingest.IngestApplication;
import io.tierwise.ingest.KeyedAccess;
import io.tierwise.ingest.rejects.RejectionViews.Job;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Replays by filter: asked for, followed, cancelled. */
@RestController
@RequestMapping(ReplayController.PATH)
@Tag(name = "Replays", description = "All rejected events that a filter finds, offered again")
@SecurityRequirement(name = IngestApplication.WRITE_KEY)
@ApiResponse(responseCode = "401", description = "No write key, or an unknown one")
@ApiResponse(responseCode = "503", description = "The database does not answer: try again")
class ReplayController {
  static final String PATH = "/v1/replays";
  private static final int LARGEST_PAGE = 200;
  private static final int MAX_NOTE = 500;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final ReplayJobs jobs;
  private final RejectsWorker worker;
  private final RejectsProperties properties;
  private final Clock clock;

  ReplayController(
      ReplayJobs jobs, RejectsWorker worker, RejectsProperties properties, Clock clock) {
    this.jobs = jobs;
    this.worker = worker;
    this.properties = properties;
    this.clock = clock;
  }

  /**
   * A filter, as for the listing, and how to go about it.
   *
   * @param again whether events that were accepted already are offered once more
   */
  @Schema(name = "ReplayRequest")
  record ReplayRequest(
      @Nullable String reason,
      @Nullable String source,
      @Nullable String service,
      @Nullable Instant from,
      @Nullable Instant to,
      @Nullable String messageId,
      @Nullable String userId,
      @Nullable ReplayStatus status,
      @Nullable UUID importId,
      @Nullable Boolean again,
      @Nullable String note) {
    RejectionFilter filter() {
      RejectionFilter filter =
          new RejectionFilter(
              reason, source, service, from, to, messageId, userId, status, importId);
      FilterParameters.check(filter);
      return filter;
    }
  }

  /** The filter has seen a key, or this fails: nobody finds a path around it. */
  @ModelAttribute
  void authorize(HttpServletRequest request) {
    KeyedAccess.sourceOf(request);
  }

  @PostMapping
  @Operation(
      summary = "Replays all rejected events of a filter",
      description =
          "Those that are there now, in the order in which they came, each under the message id"
              + " that it has. An event that was accepted once is left out unless again is true.")
  @ApiResponse(responseCode = "202", description = "Location says where to follow it")
  ResponseEntity<Job> create(@RequestBody ReplayRequest body, HttpServletRequest request) {
    if (body.note() != null && body.note().length() > MAX_NOTE) {
      throw ProblemException.invalid("note", "too-long", "at most " + MAX_NOTE + " characters");
    }
    ReplayJob job =
        jobs.create(
                body.filter(),
                Boolean.TRUE.equals(body.again()),
                body.note(),
                KeyedAccess.sourceOf(request),
                clock.instant(),
                properties.maxReplays())
            .orElseThrow(
                () ->
                    ProblemException.unavailable(
                        "too-many-replays",
                        properties.maxReplays() + " replays wait already",
                        RETRY_AFTER));
    worker.wake();
    return ResponseEntity.accepted().location(URI.create(PATH + "/" + job.id())).body(Job.of(job));
  }

  @GetMapping
  @Operation(summary = "Replays, newest first")
  @ApiResponse(responseCode = "200")
  Page<Job> list(
      @RequestParam(value = "cursor", required = false) @Nullable String cursor,
      @RequestParam(value = "limit", defaultValue = "50") int limit) {
    UUID before = Cursor.decodeId(cursor);
    int size = Cursor.limit(limit, LARGEST_PAGE);
    List<ReplayJob> rows = jobs.list(before, size + 1);
    return Page.of(rows, size, job -> job.id().toString()).map(Job::of);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One replay: its state, progress and counts")
  @ApiResponse(responseCode = "200")
  @ApiResponse(responseCode = "404", description = "There is none, or no longer")
  Job get(@PathVariable String id) {
    return Job.of(find(id));
  }

  @PostMapping("/{id}/cancel")
  @Operation(summary = "Ends it after the page that it is at; what was sent stays sent")
  @ApiResponse(responseCode = "200")
  @ApiResponse(responseCode = "409", description = "It has ended already")
  Job cancel(@PathVariable String id) {
    ReplayJob job = find(id);
    if (!jobs.cancel(job.id(), clock.instant())) {
      throw ProblemException.conflict(
          "not-cancellable", "The replay has ended: " + find(id).state());
    }
    return Job.of(find(id));
  }

  private ReplayJob find(String id) {
    try {
      return jobs.find(UUID.fromString(id))
          .orElseThrow(() -> ProblemException.notFound("replay", id));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("replay", id);
    }
  }
}
