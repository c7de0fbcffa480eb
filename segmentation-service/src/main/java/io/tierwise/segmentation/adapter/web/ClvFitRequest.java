package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.clv.PurchaseKind;
import io.tierwise.segmentation.value.ClvParameters;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a new fit; everything may be left out. */
record ClvFitRequest(
    @Schema(
            example = "mbg-nbd",
            description = "bg-nbd or mbg-nbd; null to fit both and keep the most likely")
        @Nullable String model,
    @Schema(example = "365", description = "how far to look, 1..3650 days")
        @Nullable BigDecimal horizonDays,
    @Schema(example = "0.1", description = "what a value gains by a year's waiting, 0..1")
        @Nullable BigDecimal yearlyDiscount,
    @Schema(example = "after the winter sale") @Nullable String note) {
  static final ClvFitRequest EMPTY = new ClvFitRequest(null, null, null, null);
  private static final int MAX_NOTE = 500;

  /**
   * @throws ProblemException with everything that is wrong
   */
  ClvParameters parameters(Horizon defaults) {
    List<FieldProblem> problems = new ArrayList<>();
    PurchaseKind kind = model == null ? null : PurchaseKind.ofKey(model).orElse(null);
    if (model != null && kind == null) {
      problems.add(
          new FieldProblem(
              "model", "unknown-model", "'" + model + "' is not one of " + PurchaseKind.keys()));
    }
    int days = days(horizonDays, "horizonDays", defaults, problems);
    double discount = defaults.yearlyDiscount();
    if (yearlyDiscount != null) {
      discount = yearlyDiscount.doubleValue();
      if (!(discount >= 0 && discount <= 1)) {
        problems.add(
            new FieldProblem(
                "yearlyDiscount", "out-of-range", yearlyDiscount + " is not between 0 and 1"));
      }
    }
    if (note != null && (note.length() > MAX_NOTE || note.indexOf('\0') >= 0)) {
      problems.add(new FieldProblem("note", "too-long", "has more than 500 characters, or a NUL"));
    }
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
    return new ClvParameters(kind, new Horizon(days, discount), note);
  }

  static int days(
      @Nullable BigDecimal asked, String field, Horizon defaults, List<FieldProblem> problems) {
    if (asked == null) {
      return defaults.days();
    }
    try {
      return new Horizon(asked.intValueExact(), 0).days();
    } catch (ArithmeticException | IllegalArgumentException e) {
      problems.add(
          new FieldProblem(field, "out-of-range", asked + " is not a number of days, 1 to 3650"));
      return defaults.days();
    }
  }
}
