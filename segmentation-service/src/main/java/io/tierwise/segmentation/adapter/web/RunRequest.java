package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.segmentation.clustering.EngineOptions;
import io.tierwise.segmentation.clustering.KMeansTiering;
import io.tierwise.segmentation.clustering.Preparation;
import io.tierwise.segmentation.clustering.Preparation.Scaling;
import io.tierwise.segmentation.clustering.PropensityTiering;
import io.tierwise.segmentation.clustering.QuantileTiering;
import io.tierwise.segmentation.customer.TieringFeature;
import io.tierwise.segmentation.run.AutoPublish;
import io.tierwise.segmentation.run.RunParameters;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The body of a new run; everything may be left out. */
record RunRequest(
    @Schema(
            example = "rfm-kmeans",
            description =
                "rfm-kmeans, rfm-grid, quantile, ward, dbscan, hdbscan, supervised-logistic,"
                    + " supervised-forest or propensity")
        @Nullable String engine,
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
    @Schema(example = "after the winter sale") @Nullable String note,
    @Schema(example = "standard", description = "standard, robust or min-max")
        @Nullable String scaling,
    @Schema(
            example = "0.005",
            description = "share of customers at either end of a feature to draw in, 0..0.25")
        @Nullable Double winsorise,
    @Schema(example = "{\"monetary\": 2}", description = "how much a feature counts; 1 otherwise")
        @Nullable Map<String, @Nullable Double> weights,
    @Schema(example = "0.4", description = "dbscan: in standard deviations; null to find it")
        @Nullable Double radius,
    @Schema(example = "6", description = "dbscan and hdbscan: how many make a crowd")
        @Nullable Integer minPoints,
    @Schema(example = "[0.1, 0.3, 0.6]", description = "quantile: of customers, best tier first")
        @Nullable List<@Nullable Double> shares,
    @Schema(example = "0.5", description = "propensity: from which probability on value is high")
        @Nullable Double threshold,
    @Schema(description = "guard rails between which the run publishes itself; null to wait")
        @Nullable Publish publish) {
  static final RunRequest EMPTY =
      new RunRequest(
          null, null, null, null, null, null, null, null, null, null, null, null, null, null);
  private static final int MAX_NOTE = 500;

  /**
   * @throws ProblemException with everything that is wrong
   */
  RunParameters parameters(long defaultSeed) {
    List<FieldProblem> problems = new ArrayList<>();
    Integer number = k == null ? null : whole(k, problems);
    List<TieringFeature> chosen = features == null ? usual(engine) : known(features, problems);
    Preparation preparation = preparation(problems);
    EngineOptions options = options(problems);
    AutoPublish rails = rails(problems);
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
        note,
        preparation,
        options,
        rails);
  }

  /** What a run must keep to in order to publish itself. */
  record Publish(
      @Schema(example = "0.15", description = "of those who have a tier, how many may move, 0..1")
          @Nullable Double maxMovedShare,
      @Schema(example = "0.6", description = "least mean adjusted Rand index of the bootstrap")
          @Nullable Double minStability,
      @Schema(example = "0.25", description = "highest population stability index of a feature")
          @Nullable Double maxDrift) {
    AutoPublish rails() {
      return new AutoPublish(
          maxMovedShare == null ? AutoPublish.USUAL_MOVED_SHARE : maxMovedShare,
          minStability,
          maxDrift);
    }
  }

  private static List<TieringFeature> usual(@Nullable String engine) {
    return QuantileTiering.NAME.equals(engine)
        ? List.of(TieringFeature.MONETARY)
        : PropensityTiering.NAME.equals(engine)
            ? List.of(TieringFeature.PURCHASE_PROBABILITY)
            : TieringFeature.RFM;
  }

  private Preparation preparation(List<FieldProblem> problems) {
    Scaling chosen =
        scaling == null ? Scaling.STANDARD : Scaling.ofKey(scaling).orElse(Scaling.STANDARD);
    if (scaling != null && Scaling.ofKey(scaling).isEmpty()) {
      problems.add(
          new FieldProblem(
              "scaling", "unknown-scaling", "'" + scaling + "' is not one of " + Scaling.keys()));
    }
    Map<TieringFeature, Double> known = new EnumMap<>(TieringFeature.class);
    (weights == null ? Map.<String, @Nullable Double>of() : weights)
        .forEach(
            (key, weight) ->
                TieringFeature.ofKey(key)
                    .ifPresentOrElse(
                        feature -> known.put(feature, weight == null ? Double.NaN : weight),
                        () ->
                            problems.add(
                                new FieldProblem(
                                    "weights." + key,
                                    "unknown-feature",
                                    "is not one of " + TieringFeature.keys()))));
    return checked(
        () ->
            new Preparation(
                chosen, winsorise == null ? Preparation.STANDARD.tail() : winsorise, known),
        Preparation.STANDARD,
        problems);
  }

  private EngineOptions options(List<FieldProblem> problems) {
    List<Double> known = new ArrayList<>();
    for (Double share : shares == null ? List.<@Nullable Double>of() : shares) {
      known.add(share == null ? Double.NaN : share);
    }
    return checked(
        () -> new EngineOptions(radius, minPoints, known, threshold), EngineOptions.NONE, problems);
  }

  private @Nullable AutoPublish rails(List<FieldProblem> problems) {
    return publish == null
        ? null
        : checked(publish::rails, new AutoPublish(0, null, null), problems);
  }

  /** The message of a refused value begins with its field. */
  private static <T> T checked(Supplier<T> value, T otherwise, List<FieldProblem> problems) {
    try {
      return value.get();
    } catch (IllegalArgumentException e) {
      String[] parts = String.valueOf(e.getMessage()).split(": ", 2);
      problems.add(new FieldProblem(parts[0], "invalid", parts[parts.length - 1]));
      return otherwise;
    }
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
