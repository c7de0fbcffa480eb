package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;

/** How a report is answered: as the request says, else as its Accept header does, else JSON. */
enum ReportFormat {
  JSON,
  CSV;

  /**
   * @throws ProblemException 400 for a format that there is not
   */
  static ReportFormat of(@Nullable String format, @Nullable String accept) {
    if (format == null) {
      return accept != null && accept.contains("text/csv") ? CSV : JSON;
    }
    return switch (format) {
      case "json" -> JSON;
      case "csv" -> CSV;
      default ->
          throw ProblemException.invalid("format", "unknown", format + " is neither json nor csv");
    };
  }

  ResponseEntity<?> answer(MoneyReport report, Amounts amounts) {
    return ResponseEntity.ok()
        .contentType(CsvRow.TYPE)
        .body(ReportTable.of(report, amounts.currency()));
  }
}
