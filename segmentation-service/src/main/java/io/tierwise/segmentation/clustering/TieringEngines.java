package io.tierwise.segmentation.clustering;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All engines of this process by name. */
public final class TieringEngines {
  public static Map<String, TieringEngine> all() {
    Map<String, TieringEngine> engines = new LinkedHashMap<>();
    for (TieringEngine engine :
        List.of(
            new KMeansTiering(),
            new RfmGridTiering(),
            new QuantileTiering(),
            new WardTiering(),
            new DbscanTiering(),
            new HdbscanTiering(),
            SupervisedTiering.logistic(),
            SupervisedTiering.forest(),
            new PropensityTiering())) {
      engines.put(engine.name(), engine);
    }
    return engines;
  }

  private TieringEngines() {}
}
