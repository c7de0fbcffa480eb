package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.page.MoneyPage;
import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Csv;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;

/** How a report is answered: as the request says, else as its Accept header does, else JSON. */
enum ReportFormat {
  JSON,
  CSV,
  HTML;

  private static final MediaType PAGE = new MediaType("text", "html", StandardCharsets.UTF_8);

  /**
   * @throws ProblemException 400 for a format that there is not
   */
  static ReportFormat of(@Nullable String format, @Nullable String accept) {
    if (format == null) {
      return accept == null ? JSON : accepted(accept);
    }
    return switch (format) {
      case "json" -> JSON;
      case "csv" -> CSV;
      case "html" -> HTML;
      default ->
          throw ProblemException.invalid(
              "format", "unknown", format + " is none of json, csv, html");
    };
  }

  /** Browsers name HTML first. */
  private static ReportFormat accepted(String accept) {
    return accept.contains("text/html") ? HTML : accept.contains("text/csv") ? CSV : JSON;
  }

  /** As a table or as a page. */
  ResponseEntity<?> answer(MoneyReport report, Amounts amounts) {
    if (this == CSV) {
      return ResponseEntity.ok()
          .contentType(Csv.TYPE)
          .body(ReportTable.of(report, amounts.currency()));
    }
    return ResponseEntity.ok()
        .contentType(PAGE)
        .header("Content-Security-Policy", MoneyPage.CONTENT_POLICY)
        .header("X-Content-Type-Options", "nosniff")
        .header("Referrer-Policy", "no-referrer")
        .header(HttpHeaders.CACHE_CONTROL, "no-cache")
        .body(MoneyPage.of(report, amounts.currency()));
  }
}
