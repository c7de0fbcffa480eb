package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.profile.explain.Contribution;
import io.tierwise.profile.explain.Explanation;
import io.tierwise.profile.explain.ProfileNumber;
import io.tierwise.profile.explain.ProfileNumbers;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Some rows of the ledger behind some numbers. */
@Schema(name = "Explanation")
record ExplanationAnswer(
    List<NumberAnswer> numbers,
    @Schema(description = "Newest first") List<RowAnswer> rows,
    @Schema(description = "For the parameter cursor; null at the end")
        @Nullable String nextCursor) {
  private static final int MOST_NUMBERS = 10;

  @Schema(name = "ExplainedNumber")
  record NumberAnswer(
      @Schema(example = "orders") String name,
      @Schema(example = "orders") String unit,
      @Schema(example = "Orders that stand: completed, not cancelled, not given back in full.")
          String definition,
      @Schema(
              description = "Names of the events that it comes from; empty for any",
              example = "[\"Order Completed\"]")
          List<String> events) {}

  @Schema(name = "ExplainedRow")
  record RowAnswer(
      @Schema(example = "m-4711") String messageId,
      @Schema(example = "Order Completed") String event,
      @Schema(example = "2026-03-02T10:00:00Z") Instant occurredAt,
      @Schema(description = "The id that the event came with", example = "12347") String userId,
      List<ContributionAnswer> contributions) {}

  @Schema(name = "Contribution")
  record ContributionAnswer(
      @Schema(example = "orders") String number,
      @Schema(
              description = "Decimal; null where the number is not a sum, such as a time",
              example = "1")
          @Nullable String value,
      @Schema(example = "order 1001") String note) {}

  static ExplanationAnswer of(Explanation explanation) {
    return new ExplanationAnswer(
        explanation.numbers().stream()
            .map(
                n ->
                    new NumberAnswer(
                        n.name(), n.unit(), n.definition(), n.events().stream().sorted().toList()))
            .toList(),
        explanation.rows().stream().map(ExplanationAnswer::row).toList(),
        explanation.next() == null ? null : Cursor.encode(LedgerCursor.of(explanation.next())));
  }

  private static RowAnswer row(Explanation.Row row) {
    List<ContributionAnswer> all = new ArrayList<>();
    row.contributions().forEach((name, some) -> some.forEach(c -> all.add(answer(name, c))));
    return new RowAnswer(
        row.event().messageId(),
        row.event().name(),
        row.event().occurredAt(),
        row.event().userKey(),
        all);
  }

  private static ContributionAnswer answer(String number, Contribution contribution) {
    return new ContributionAnswer(
        number,
        contribution.value() == null ? null : contribution.value().toPlainString(),
        contribution.note());
  }

  /**
   * @param names of the request, some separated by commas
   */
  static List<ProfileNumber> numbers(List<String> names) {
    Set<ProfileNumber> numbers = new LinkedHashSet<>();
    List<FieldProblem> problems = new ArrayList<>();
    for (String name : String.join(",", names).split(",", -1)) {
      ProfileNumbers.named(name)
          .ifPresentOrElse(
              numbers::add,
              () ->
                  problems.add(
                      new FieldProblem(
                          "explain",
                          "unknown-number",
                          "'"
                              + name
                              + "' is not a number of a profile; there are "
                              + String.join(
                                  ", ",
                                  ProfileNumbers.all().stream()
                                      .map(ProfileNumber::name)
                                      .toList()))));
    }
    if (numbers.size() > MOST_NUMBERS) {
      problems.add(
          new FieldProblem(
              "explain", "too-many", numbers.size() + " numbers are more than " + MOST_NUMBERS));
    }
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
    return List.copyOf(numbers);
  }
}
