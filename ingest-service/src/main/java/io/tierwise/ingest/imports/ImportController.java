package io.tierwise.ingest.imports;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.ingest.IngestApplication;
import io.tierwise.ingest.KeyedAccess;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.mvc.method.annotation.SseEmitter;

/** Files of events: sent, followed, cancelled. */
@RestController
@RequestMapping(ImportController.PATH)
@Tag(name = "Imports", description = "Files of events, up to gigabytes, as jobs")
@SecurityRequirement(name = IngestApplication.WRITE_KEY)
@ApiResponse(responseCode = "401", description = "No write key, or an unknown one")
@ApiResponse(responseCode = "503", description = "The database does not answer: try again")
class ImportController {
  static final String PATH = "/v1/imports";
  private static final int LARGEST_PAGE = 200;

  private final ReceiveImport receive;
  private final ImportJobs jobs;
  private final ImportStreams streams;
  private final CancelImport cancellation;

  ImportController(
      ReceiveImport receive, ImportJobs jobs, ImportStreams streams, CancelImport cancellation) {
    this.receive = receive;
    this.jobs = jobs;
    this.streams = streams;
    this.cancellation = cancellation;
  }

  /** The filter has seen a key, or this fails: nobody finds a path around it. */
  @ModelAttribute
  void authorize(HttpServletRequest request) {
    KeyedAccess.sourceOf(request);
  }

  @PostMapping
  @Operation(
      summary = "Imports a file of events",
      description =
          "NDJSON has one event of the Segment spec a line. CSV has a header that names fields of"
              + " an event by their paths. Plain or gzip. An event without messageId gets one made"
              + " of its line and its number, so that importing a file again changes nothing."
              + " Rejected lines are among the rejected events, with their line numbers."
              + " Idempotency-Key is honoured; Content-Digest (RFC 9530) with sha-256 is checked.")
  @RequestBody(
      content = {
        @Content(
            mediaType = "application/x-ndjson",
            schema = @Schema(type = "string", format = "binary"),
            examples =
                @ExampleObject(
                    "{\"type\":\"track\",\"userId\":\"u-1\",\"event\":\"Product Viewed\",\"timestamp\":\"2026-01-31T12:00:00Z\",\"properties\":{\"product_id\":\"p-1\"}}")),
        @Content(
            mediaType = "text/csv",
            schema = @Schema(type = "string", format = "binary"),
            examples =
                @ExampleObject(
                    "event,userId,timestamp,properties.product_id\nProduct Viewed,u-1,2026-01-31T12:00:00Z,p-1\n"))
      })
  @ApiResponse(responseCode = "202", description = "Location says where to follow it")
  @ApiResponse(responseCode = "400", description = "The body broke off, or its header is wrong")
  @ApiResponse(responseCode = "413", description = "The file is above the limit")
  @ApiResponse(responseCode = "415", description = "Neither NDJSON nor CSV")
  @ApiResponse(responseCode = "507", description = "The spool folder has no room")
  ResponseEntity<ImportView> create(
      HttpServletRequest request,
      @RequestParam(value = "note", required = false) @Nullable String note) {
    ImportJob job = receive.from(request, note, KeyedAccess.sourceOf(request));
    return ResponseEntity.accepted()
        .location(URI.create(PATH + "/" + job.id()))
        .body(ImportView.of(job));
  }

  @GetMapping
  @Operation(summary = "Imports, newest first")
  @ApiResponse(responseCode = "200")
  Page<ImportView> list(
      @RequestParam(value = "cursor", required = false) @Nullable String cursor,
      @RequestParam(value = "limit", defaultValue = "50") int limit) {
    UUID before = Cursor.decodeId(cursor);
    int size = Cursor.limit(limit, LARGEST_PAGE);
    List<ImportJob> rows = jobs.list(before, size + 1);
    return Page.of(rows, size, job -> job.id().toString()).map(ImportView::of);
  }

  @GetMapping("/{id}")
  @Operation(summary = "One import: its state, progress, counts and times")
  @ApiResponse(responseCode = "200")
  @ApiResponse(responseCode = "404", description = "There is none, or no longer")
  ImportView get(@PathVariable String id) {
    return ImportView.of(find(id));
  }

  @GetMapping(value = "/{id}/events", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  @Operation(summary = "Its progress as server-sent events until it has ended")
  @ApiResponse(responseCode = "200")
  @ApiResponse(responseCode = "404", description = "There is none, or no longer")
  SseEmitter events(@PathVariable String id) {
    return streams.follow(find(id));
  }

  @PostMapping("/{id}/cancel")
  @Operation(summary = "Ends it after the page that it is at; what was sent stays sent")
  @ApiResponse(responseCode = "200")
  @ApiResponse(responseCode = "409", description = "It has ended already")
  ImportView cancel(@PathVariable String id) {
    return ImportView.of(cancellation.of(find(id)));
  }

  private ImportJob find(String id) {
    try {
      return jobs.find(UUID.fromString(id))
          .orElseThrow(() -> ProblemException.notFound("import", id));
    } catch (IllegalArgumentException e) {
      throw ProblemException.notFound("import", id);
    }
  }
}
