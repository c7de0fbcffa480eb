package io.tierwise.recommend.training;

import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.BoughtTogether;
import io.tierwise.recommend.model.HybridTrainer;
import io.tierwise.recommend.model.ItemRanking;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.PersonalModel;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.Recommender;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.DoubleConsumer;

/**
 * Fits a model of models to a whole log.
 *
 * @param chosen the trainer of each algorithm; what is not chosen is left empty
 * @param primary whom {@code auto} asks
 * @param popularity fitted in any case
 */
record ModelFitting(
    Map<Algorithm, ModelTrainer> chosen, Algorithm primary, ModelTrainer popularity) {
  RecommendationModel fit(InteractionLog log, DoubleConsumer progress) {
    Map<Algorithm, Recommender> fitted = new EnumMap<>(Algorithm.class);
    fitted.put(Algorithm.POPULARITY, popularity.fit(log));
    fitted.put(Algorithm.TRENDING, ItemRanking.empty());
    Map<Algorithm, PersonalModel> personal = new EnumMap<>(Algorithm.class);
    chosen.forEach(
        (algorithm, trainer) -> {
          double share = 0.8 / chosen.size();
          double before = share * personal.size();
          // The last of the algorithms: its members need not be fitted again.
          Recommender recommender =
              trainer instanceof HybridTrainer hybrid
                  ? hybrid.sum(log, member -> fitted(member, personal, log))
                  : trainer.fit(log, done -> progress.accept(before + share * done));
          if (recommender instanceof PersonalModel model) {
            personal.put(algorithm, model);
          } else {
            fitted.put(algorithm, recommender);
          }
          progress.accept(share * personal.size());
        });
    BoughtTogether rules = BoughtTogether.fit(log);
    progress.accept(1);
    return new RecommendationModel(
        log.itemIds(),
        (ItemRanking) fitted.get(Algorithm.POPULARITY),
        (ItemRanking) fitted.get(Algorithm.TRENDING),
        personal,
        rules,
        primary);
  }

  private PersonalModel fitted(
      ModelTrainer member, Map<Algorithm, PersonalModel> personal, InteractionLog log) {
    PersonalModel known = personal.get(member.algorithm());
    return known != null && member.equals(chosen.get(member.algorithm()))
        ? known
        : (PersonalModel) member.fit(log);
  }
}
