package io.tierwise.segmentation.propensity;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** All learners of this process by name, the simplest first. */
public final class Learners {
  private static final int FOREST_TREES = 60;
  private static final int BOOSTED_TREES = 100;

  public static Map<String, Learner> all() {
    Map<String, Learner> learners = new LinkedHashMap<>();
    for (Learner learner :
        List.of(
            new LogisticLearner(),
            new ForestLearner(FOREST_TREES),
            new BoostingLearner(BOOSTED_TREES))) {
      learners.put(learner.name(), learner);
    }
    return learners;
  }

  private Learners() {}
}
