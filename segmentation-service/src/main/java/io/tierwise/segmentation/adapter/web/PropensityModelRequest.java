package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.segmentation.propensity.Bands;
import io.tierwise.segmentation.propensity.Learners;
import io.tierwise.segmentation.propensity.ModelParameters;
import io.tierwise.segmentation.propensity.Target;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a new model; everything but the target may be left out. */
record PropensityModelRequest(
    @Schema(example = "churn", description = "churn or purchase") @Nullable String target,
    @Schema(example = "30", description = "within how many days, 1..365; 30 if left out")
        @Nullable BigDecimal horizonDays,
    @Schema(description = "of logistic, forest, boosting; all if left out")
        @Nullable List<@Nullable String> learners,
    @Schema(description = "probabilities from which on somebody is in a band")
        @Nullable BandsRequest bands,
    @Schema(example = "20260101") @Nullable Long seed,
    @Schema(example = "before the winter sale") @Nullable String note) {
  static final String EXAMPLE =
      """
      {"target": "churn", "horizonDays": 30, "learners": ["logistic", "forest", "boosting"],
       "bands": {"medium": 0.4, "high": 0.7}, "note": "before the winter sale"}
      """;

  private static final int USUAL_DAYS = 30;
  private static final int MAX_DAYS = 365;
  private static final int MAX_NOTE = 500;
  private static final Set<String> LEARNERS = Learners.all().keySet();

  record BandsRequest(@Nullable BigDecimal medium, @Nullable BigDecimal high) {}

  /**
   * @throws ProblemException with everything that is wrong
   */
  ModelParameters parameters(long usualSeed) {
    List<FieldProblem> problems = new ArrayList<>();
    Target known = target == null ? null : Target.ofKey(target).orElse(null);
    if (known == null) {
      problems.add(unknownTarget(target));
    }
    int days = days(problems);
    List<String> chosen = learners(problems);
    Bands asked = bands(problems);
    if (note != null && (note.length() > MAX_NOTE || note.indexOf('\0') >= 0)) {
      problems.add(new FieldProblem("note", "too-long", "has more than 500 characters, or a NUL"));
    }
    if (known == null || !problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
    return new ModelParameters(known, days, chosen, asked, seed == null ? usualSeed : seed, note);
  }

  static Target target(String key) {
    return Target.ofKey(key)
        .orElseThrow(() -> ProblemException.invalid(List.of(unknownTarget(key))));
  }

  private static FieldProblem unknownTarget(@Nullable String key) {
    return new FieldProblem(
        "target",
        key == null ? "required" : "unknown-target",
        key == null
            ? "is missing; one of " + Target.keys()
            : "'" + key + "' is not one of " + Target.keys());
  }

  private int days(List<FieldProblem> problems) {
    if (horizonDays == null) {
      return USUAL_DAYS;
    }
    try {
      int days = horizonDays.intValueExact();
      if (days >= 1 && days <= MAX_DAYS) {
        return days;
      }
    } catch (ArithmeticException e) {
      // Said below.
    }
    problems.add(
        new FieldProblem(
            "horizonDays",
            "out-of-range",
            horizonDays + " is not a number of days, 1 to " + MAX_DAYS));
    return USUAL_DAYS;
  }

  private List<String> learners(List<FieldProblem> problems) {
    if (learners == null) {
      return List.copyOf(Learners.all().keySet());
    }
    List<String> chosen = new ArrayList<>();
    for (int i = 0; i < learners.size(); i++) {
      String name = learners.get(i);
      if (name == null || !LEARNERS.contains(name) || chosen.contains(name)) {
        problems.add(
            new FieldProblem(
                "learners[" + i + "]",
                "unknown-learner",
                "'" + name + "' is not one of " + LEARNERS + ", each once"));
      } else {
        chosen.add(name);
      }
    }
    if (learners.isEmpty()) {
      problems.add(new FieldProblem("learners", "empty", "at least one is needed"));
    }
    return chosen;
  }

  private @Nullable Bands bands(List<FieldProblem> problems) {
    if (bands == null) {
      return null;
    }
    if (bands.medium == null || bands.high == null) {
      problems.add(new FieldProblem("bands", "incomplete", "needs medium and high"));
      return null;
    }
    try {
      return new Bands(bands.medium.doubleValue(), bands.high.doubleValue());
    } catch (IllegalArgumentException e) {
      problems.add(new FieldProblem("bands", "out-of-range", String.valueOf(e.getMessage())));
      return null;
    }
  }
}
