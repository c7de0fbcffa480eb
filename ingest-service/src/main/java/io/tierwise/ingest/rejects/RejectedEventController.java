package io.tierwise.ingest.rejects;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.ingest.AdmissionGate;
import io.tierwise.ingest.Bodies;
import io.tierwise.ingest.IngestApplication;
import io.tierwise.ingest.IngestProperties;
import io.tierwise.ingest.KeyedAccess;
import io.tierwise.ingest.rejects.RejectionViews.Detail;
import io.tierwise.ingest.rejects.RejectionViews.Replay;
import io.tierwise.ingest.rejects.RejectionViews.Summary;
import io.tierwise.ingest.rejects.Rejections.Position;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What was rejected, by any service, and a way back for each of them. */
@RestController
@RequestMapping(RejectedEventController.PATH)
@Tag(name = "Rejected events", description = "Seen, mended and replayed")
@SecurityRequirement(name = IngestApplication.WRITE_KEY)
@ApiResponse(responseCode = "401", description = "No write key, or an unknown one")
@ApiResponse(responseCode = "503", description = "The database does not answer: try again")
class RejectedEventController {
  static final String PATH = "/v1/rejected-events";
  private static final int LARGEST_PAGE = 500;

  private final Rejections rejections;
  private final JdbcClient jdbc;
  private final ReplayOne replay;
  private final AdmissionGate gate;
  private final IngestProperties limits;

  RejectedEventController(
      Rejections rejections,
      JdbcClient jdbc,
      ReplayOne replay,
      AdmissionGate gate,
      IngestProperties limits) {
    this.rejections = rejections;
    this.jdbc = jdbc;
    this.replay = replay;
    this.gate = gate;
    this.limits = limits;
  }

  /** The filter has seen a key, or this fails: nobody finds a path around it. */
  @ModelAttribute
  void authorize(HttpServletRequest request) {
    KeyedAccess.sourceOf(request);
  }

  @GetMapping
  @Operation(
      summary = "Rejected events, newest first",
      description =
          "Filters: reason (any of an event's), source, service, messageId, userId, status (open,"
              + " accepted, rejected-again), importId, from (inclusive), to (exclusive). All have to hold.")
  @ApiResponse(responseCode = "200")
  Page<Summary> list(
      @RequestParam MultiValueMap<String, String> parameters,
      @RequestParam(value = "cursor", required = false) @Nullable String cursor,
      @RequestParam(value = "limit", defaultValue = "50") int limit) {
    RejectionFilter filter = FilterParameters.listing(parameters);
    int size = Cursor.limit(limit, LARGEST_PAGE);
    List<Rejection> rows = rejections.list(filter, position(Cursor.decode(cursor)), size + 1);
    return Page.of(rows, size, r -> r.rejectedAt() + "\n" + r.seq()).map(Summary::of);
  }

  private static @Nullable Position position(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    String[] parts = cursor.split("\n", 2);
    try {
      if (parts.length == 2) {
        return new Position(Instant.parse(parts[0]), Long.parseLong(parts[1]));
      }
    } catch (DateTimeException | NumberFormatException e) {
      // Answered below, like every other text that is no cursor.
    }
    throw Cursor.invalid();
  }

  @GetMapping("/counts")
  @Operation(
      summary = "Rejected events in figures",
      description =
          "By status, reason (an event counts under each of its reasons), source, service and day"
              + " (UTC), between from (inclusive) and to (exclusive).")
  @ApiResponse(responseCode = "200")
  RejectionCounts counts(@RequestParam MultiValueMap<String, String> parameters) {
    return RejectionCounts.read(jdbc, FilterParameters.span(parameters));
  }

  @GetMapping("/{id}")
  @Operation(summary = "One of them: its payload, what is wrong with it, its replays")
  @ApiResponse(responseCode = "200")
  @ApiResponse(responseCode = "404", description = "There is none, or no longer")
  Detail get(@PathVariable String id) {
    UUID known = idOf(id);
    return rejections
        .find(known)
        .map(kept -> Detail.of(kept, rejections.history(known)))
        .orElseThrow(() -> unknown(id));
  }

  @PostMapping("/{id}/replay")
  @Operation(
      summary = "Offers it again, as it is or corrected",
      description =
          "With a body, that is offered in its place. It goes through the same validation, and keeps"
              + " its message id, so that it counts once however often it is replayed. What another"
              + " service rejected goes back to the topic that it came from.")
  @RequestBody(content = @Content(mediaType = "application/json"))
  @ApiResponse(
      responseCode = "200",
      description = "It was offered; outcome says whether it was accepted",
      content = @Content(schema = @Schema(implementation = Replay.class)))
  @ApiResponse(
      responseCode = "409",
      description = "It was accepted already, or it cannot be replayed as it is")
  ResponseEntity<Object> replay(
      @PathVariable String id,
      @RequestParam(value = "again", defaultValue = "false") boolean again,
      HttpServletRequest request) {
    UUID known = idOf(id);
    try (AdmissionGate.Pass pass = gate.enter(Bodies.expectedLength(request))) {
      byte[] body = Bodies.read(request, limits.maxBatch().toBytes());
      pass.shrinkTo(body.length);
      byte[] correction = body.length == 0 ? null : body;
      return replay.replay(known, correction, again, KeyedAccess.sourceOf(request));
    }
  }

  private static UUID idOf(String id) {
    try {
      return UUID.fromString(id);
    } catch (IllegalArgumentException e) {
      throw unknown(id);
    }
  }

  private static ProblemException unknown(String id) {
    return ProblemException.notFound("rejected event", id);
  }
}
