package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.profile.history.LedgerMonth;
import io.tierwise.profile.history.LedgerMonths;
import io.tierwise.profile.history.RetireLedger;
import io.tierwise.starter.problem.ProblemException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How large the ledger is, and what goes next. */
@RestController
@Tag(name = "Ledger", description = "Every event once, by the month in which it happened")
class LedgerController {
  private static final Duration LEAST = Duration.ofDays(1);
  private static final Duration MOST = Duration.ofDays(36_500);
  private final LedgerMonths months;
  private final RetireLedger retire;

  LedgerController(LedgerMonths months, RetireLedger retire) {
    this.months = months;
    this.retire = retire;
  }

  /** What becomes of a month. */
  enum State {
    kept,
    due
  }

  @Schema(name = "LedgerPartition")
  record Partition(
      @Schema(example = "2026-03") String name,
      Instant from,
      Instant to,
      @Schema(description = "As the database estimates", example = "812345") long rows,
      @Schema(description = "Of the events, indexes included", example = "401234567") long bytes,
      @Schema(description = "Of what analysis reads of them", example = "51234567") long factBytes,
      @Schema(description = "due: all of it is older than the retention") State state) {}

  @Schema(name = "LedgerPartitions")
  record Partitions(
      @Schema(description = "ISO 8601; null: for ever", example = "P730D")
          @Nullable String retention,
      List<Partition> items) {}

  @GetMapping("/v1/ledger/partitions")
  @Operation(
      summary = "The months of the ledger with their size",
      description =
          "With retention (days, such as P365D), what would be due under that one; nothing is"
              + " changed.")
  Partitions partitions(
      @RequestParam(value = "retention", required = false) @Nullable String asked) {
    Duration retention = asked == null ? retire.retention() : parsed(asked);
    Set<LedgerMonth> due = new HashSet<>();
    List<LedgerMonth> all = months.all();
    if (retention != null) {
      due.addAll(retire.due(all, retention));
    }
    return new Partitions(
        retention == null ? null : "P" + retention.toDays() + "D",
        all.stream()
            .map(
                month ->
                    new Partition(
                        month.month().toString(),
                        month.from(),
                        month.to(),
                        month.rows(),
                        month.bytes(),
                        month.factBytes(),
                        due.contains(month) ? State.due : State.kept))
            .toList());
  }

  private static Duration parsed(String text) {
    try {
      Duration retention = Duration.parse(text);
      if (retention.compareTo(LEAST) >= 0 && retention.compareTo(MOST) <= 0) {
        return retention;
      }
    } catch (DateTimeException e) {
      // Answered below, like a span that is out of range.
    }
    throw ProblemException.invalid(
        "retention", "wrong-type", "must be days such as P365D, from 1 to 36500");
  }
}
