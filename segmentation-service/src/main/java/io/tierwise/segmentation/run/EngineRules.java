package io.tierwise.segmentation.run;

import io.tierwise.segmentation.clustering.DbscanTiering;
import io.tierwise.segmentation.clustering.EngineOptions;
import io.tierwise.segmentation.clustering.HdbscanTiering;
import io.tierwise.segmentation.clustering.PropensityTiering;
import io.tierwise.segmentation.clustering.QuantileTiering;
import io.tierwise.segmentation.clustering.RfmGridTiering;
import io.tierwise.segmentation.clustering.SupervisedTiering;
import io.tierwise.segmentation.customer.TieringFeature;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which parameters go with which engine: what an engine would not heed is refused. */
final class EngineRules {
  private static final List<String> DENSITY = List.of(DbscanTiering.NAME, HdbscanTiering.NAME);

  private static final List<String> SUPERVISED =
      List.of(SupervisedTiering.LOGISTIC, SupervisedTiering.FOREST);

  record Misfit(String field, String reason) {}

  static Optional<Misfit> check(RunParameters parameters) {
    String engine = parameters.engine();
    EngineOptions options = parameters.options();
    if (options.radius() != null && !engine.equals(DbscanTiering.NAME)) {
      return misfit("radius", "is for the engine " + DbscanTiering.NAME);
    }
    if (options.minPoints() != null && !DENSITY.contains(engine)) {
      return misfit("minPoints", "is for the engines " + DENSITY);
    }
    if (!options.shares().isEmpty() && !engine.equals(QuantileTiering.NAME)) {
      return misfit("shares", "are for the engine " + QuantileTiering.NAME);
    }
    if (!options.shares().isEmpty()
        && parameters.k() != null
        && parameters.k() != options.shares().size()) {
      return misfit("k", parameters.k() + " tiers, but " + options.shares().size() + " shares");
    }
    if (parameters.k() != null && DENSITY.contains(engine)) {
      return misfit("k", "follows from the data with the engine " + engine);
    }
    if (parameters.k() != null && SUPERVISED.contains(engine)) {
      return misfit("k", "follows from the labels with the engine " + engine);
    }
    if (options.threshold() != null && !engine.equals(PropensityTiering.NAME)) {
      return misfit("threshold", "is for the engine " + PropensityTiering.NAME);
    }
    if (engine.equals(PropensityTiering.NAME)) {
      if (parameters.k() != null) {
        return misfit("k", "is 2 with the engine " + engine);
      }
      if (!parameters.features().equals(List.of(TieringFeature.PURCHASE_PROBABILITY))) {
        return misfit("features", "the engine " + engine + " takes purchaseProbability");
      }
    }
    if (engine.equals(QuantileTiering.NAME) && parameters.features().size() != 1) {
      return misfit("features", "the engine " + engine + " takes one");
    }
    if (engine.equals(RfmGridTiering.NAME) && !parameters.features().equals(TieringFeature.RFM)) {
      return misfit("features", "the engine " + engine + " takes recencyDays, frequency, monetary");
    }
    return parameters.preparation().weights().keySet().stream()
        .filter(feature -> !parameters.features().contains(feature))
        .findFirst()
        .map(
            feature ->
                new Misfit("weights." + feature.key(), "is not among the features of the run"));
  }

  /**
   * @return how many tiers are asked for; null to choose
   */
  static @Nullable Integer tiers(RunParameters parameters) {
    List<Double> shares = parameters.options().shares();
    return shares.isEmpty() ? parameters.k() : Integer.valueOf(shares.size());
  }

  static boolean takesLabels(RunParameters parameters) {
    return SUPERVISED.contains(parameters.engine());
  }

  private static Optional<Misfit> misfit(String field, String reason) {
    return Optional.of(new Misfit(field, reason));
  }

  private EngineRules() {}
}
