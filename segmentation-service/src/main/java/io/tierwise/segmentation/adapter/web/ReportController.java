package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.report.ReportPage;
import io.tierwise.segmentation.report.RunReport;
import io.tierwise.segmentation.run.RunResult;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRuns;
import java.util.Objects;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Reports for people. */
@RestController
@Tag(name = "Reports", description = "Runs as pages with pictures, to read and to print")
class ReportController {
  private final RunFinder finder;
  private final RunReport report;

  ReportController(SegmentationRuns runs, RunReport report) {
    this.finder = new RunFinder(runs);
    this.report = report;
  }

  @GetMapping(
      path = {"/v1/runs/{id}/report", "/v1/segmentation-runs/{id}/report"},
      produces = "text/html;charset=UTF-8")
  @Operation(
      summary = "The report of a run that has a result: one page of HTML with its pictures",
      description =
          "Complete in itself: pictures are SVG in the page, there is no script, and nothing is"
              + " loaded from elsewhere. Every picture has its numbers beside it.")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = "text/html",
              examples =
                  @ExampleObject("<!DOCTYPE html>\n<html lang=\"en\"><head>...</head></html>")))
  ResponseEntity<String> report(@PathVariable String id) {
    SegmentationRun run = finder.withResult(id);
    RunResult result = Objects.requireNonNull(run.result(), "a run with a result");
    return ResponseEntity.ok()
        .contentType(MediaType.parseMediaType("text/html;charset=UTF-8"))
        .header("Content-Security-Policy", ReportPage.CONTENT_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .body(report.of(run, result));
  }
}
