package io.tierwise.recommend.training;

import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.HybridTrainer;
import io.tierwise.recommend.model.ModelTrainer;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The known ways to train, by algorithm and by recipe. */
final class Trainers {
  private final Map<Algorithm, List<ModelTrainer>> byAlgorithm = new EnumMap<>(Algorithm.class);
  private final StrengthWeights weights;

  /**
   * @param trainers the first of an algorithm is its usual one
   */
  Trainers(List<ModelTrainer> trainers, StrengthWeights weights) {
    trainers.forEach(
        trainer ->
            byAlgorithm.computeIfAbsent(trainer.algorithm(), _ -> new ArrayList<>()).add(trainer));
    this.weights = weights;
  }

  /** At least one. */
  List<ModelTrainer> all(Algorithm algorithm) {
    List<ModelTrainer> known = byAlgorithm.get(algorithm);
    if (known == null) {
      throw new IllegalStateException("no trainer for " + algorithm.id());
    }
    return known;
  }

  ModelTrainer usual(Algorithm algorithm) {
    return all(algorithm).getFirst();
  }

  /** A recipe whose parameters are no longer known stands for the usual ones of its algorithm. */
  String known(String recipe) {
    return algorithm(recipe).filter(byAlgorithm::containsKey).isPresent()
        ? of(recipe).recipe()
        : recipe;
  }

  /** The trainer of a recipe; where its parameters are no longer known, the usual ones. */
  ModelTrainer of(String recipe) {
    Optional<HybridTrainer> hybrid = HybridTrainer.of(recipe, this::of, weights);
    return hybrid.isPresent() ? hybrid.get() : single(recipe);
  }

  private ModelTrainer single(String recipe) {
    return byAlgorithm.values().stream()
        .flatMap(List::stream)
        .filter(trainer -> trainer.recipe().equals(recipe))
        .findFirst()
        .orElseGet(() -> usual(algorithm(recipe).orElse(Algorithm.ITEM_KNN)));
  }

  private static Optional<Algorithm> algorithm(String recipe) {
    return Algorithm.of(recipe.split(" ")[0]);
  }
}
