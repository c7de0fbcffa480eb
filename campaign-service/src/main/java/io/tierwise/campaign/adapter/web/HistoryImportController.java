package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.history.Histories;
import io.tierwise.campaign.history.HistoryImport;
import io.tierwise.campaign.history.HistoryImport.Rejection;
import io.tierwise.campaign.history.ImportHistory;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping(HistoryImportController.PATH)
@Tag(name = "History", description = "Campaigns of another system, taken in as history")
class HistoryImportController {
  static final String PATH = "/v1/history-imports";
  private static final int LARGEST_PAGE = 200;
  private final ImportHistory imports;
  private final Histories histories;
  private final JsonMapper json;
  private final Clock clock;

  HistoryImportController(
      ImportHistory imports, Histories histories, JsonMapper json, Clock clock) {
    this.imports = imports;
    this.histories = histories;
    this.json = json;
    this.clock = clock;
  }

  /**
   * @param unchanged rows that were there before
   * @param rejections the first hundred things that are wrong
   */
  record View(
      String id,
      String state,
      long campaigns,
      long contacts,
      long coupons,
      long redemptions,
      long unchanged,
      long rejected,
      List<Rejection> rejections,
      @Nullable String failure,
      Instant createdAt,
      Instant updatedAt) {
    static View of(HistoryImport i) {
      return new View(
          i.id(),
          i.state().name(),
          count(i, "campaign"),
          count(i, "contact"),
          count(i, "coupon"),
          count(i, "redemption"),
          count(i, "unchanged"),
          count(i, "rejected"),
          i.rejections(),
          i.failure(),
          i.createdAt(),
          i.updatedAt());
    }

    private static long count(HistoryImport i, String outcome) {
      return i.counts().getOrDefault(outcome, 0L);
    }
  }

  @PostMapping(consumes = "application/x-ndjson")
  @Operation(
      summary = "Import campaigns of another system with contacts, coupons and redemptions",
      description =
          "A JSON object a line; a campaign comes before what belongs to it. Rows are kept as they"
              + " arrive, and refused ones do not stop the others. Sending a file again changes"
              + " nothing. Nothing is sent to anybody. Orders come in through ingest-service.")
  @RequestBody(
      content =
          @Content(
              mediaType = "application/x-ndjson",
              schema = @Schema(type = "string", format = "binary"),
              examples =
                  @ExampleObject(
                      "{\"type\":\"campaign\",\"campaignId\":\"c-8\",\"name\":\"May mailing\",\"startsAt\":\"2025-05-08\",\"endsAt\":\"2025-06-26\",\"margin\":0.3,\"response\":\"redemption\"}\n{\"type\":\"contact\",\"campaignId\":\"c-8\",\"userId\":\"u-1\",\"at\":\"2025-05-08\",\"cost\":\"0.40\"}\n{\"type\":\"redemption\",\"campaignId\":\"c-8\",\"userId\":\"u-1\",\"coupon\":\"51380041013\",\"at\":\"2025-05-20\"}")))
  @ApiResponse(responseCode = "201", description = "It was read to its end, or broke off")
  @ApiResponse(responseCode = "415", description = "Not application/x-ndjson")
  ResponseEntity<View> create(HttpServletRequest request) throws IOException {
    String id = UUID.randomUUID().toString();
    HistoryImport done = imports.run(id, new HistoryLines(request.getInputStream(), json));
    return ResponseEntity.created(URI.create(PATH + "/" + id)).body(View.of(done));
  }

  @GetMapping
  @Operation(summary = "List imports of history, newest first")
  Page<View> list(
      @RequestParam @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
    int size = Cursor.limit(limit, LARGEST_PAGE);
    return Page.of(histories.list(Cursor.decode(cursor), size + 1), size, HistoryImport::id)
        .map(i -> View.of(i.at(clock.instant())));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Show an import of history: how far it is, and what was refused")
  View get(@PathVariable String id) {
    return histories
        .find(id)
        .map(i -> View.of(i.at(clock.instant())))
        .orElseThrow(() -> ProblemException.notFound("history import", id));
  }
}
