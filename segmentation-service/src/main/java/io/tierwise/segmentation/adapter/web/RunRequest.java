package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.segmentation.clustering.KMeansTiering;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.run.RunParameters;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The body of a new run; everything may be left out. */
record RunRequest(
    @Schema(example = "rfm-kmeans") @Nullable String engine,
    @Schema(example = "5", description = "number of tiers; null to choose by silhouette")
        @Nullable BigDecimal k,
    @Schema(example = "[\"recencyDays\",\"frequency\",\"monetary\"]")
        @Nullable List<@Nullable String> features,
    @Schema(
            description =
                "the moment recency counts back from; not before the latest activity in the data,"
                    + " which null stands for")
        @Nullable Instant asOf,
    @Nullable Long seed,
    @Schema(example = "after the winter sale") @Nullable String note) {
  static final RunRequest EMPTY = new RunRequest(null, null, null, null, null, null);
  private static final int MAX_NOTE = 500;

  /**
   * @throws ProblemException with everything that is wrong
   */
  RunParameters parameters(long defaultSeed) {
    List<FieldProblem> problems = new ArrayList<>();
    Integer number = k == null ? null : whole(k, problems);
    List<TieringFeature> chosen = features == null ? TieringFeature.RFM : known(features, problems);
    if (note != null && (note.length() > MAX_NOTE || note.indexOf('\0') >= 0)) {
      problems.add(new FieldProblem("note", "too-long", "has more than 500 characters, or a NUL"));
    }
    if (!problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
    return new RunParameters(
        engine == null ? KMeansTiering.NAME : engine,
        number,
        chosen,
        asOf,
        seed == null ? defaultSeed : seed,
        note);
  }

  /** A fraction is refused rather than cut off. */
  private static @Nullable Integer whole(BigDecimal k, List<FieldProblem> problems) {
    try {
      return k.intValueExact();
    } catch (ArithmeticException e) {
      problems.add(new FieldProblem("k", "not-an-integer", k + " is not a number of tiers"));
      return null;
    }
  }

  private static List<TieringFeature> known(
      List<@Nullable String> keys, List<FieldProblem> problems) {
    List<TieringFeature> known = new ArrayList<>();
    for (int i = 0; i < keys.size(); i++) {
      String key = String.valueOf(keys.get(i));
      int position = i;
      TieringFeature.ofKey(key)
          .ifPresentOrElse(
              known::add,
              () ->
                  problems.add(
                      new FieldProblem(
                          "features[" + position + "]",
                          "unknown-feature",
                          "'" + key + "' is not one of " + TieringFeature.keys())));
    }
    return known;
  }
}
