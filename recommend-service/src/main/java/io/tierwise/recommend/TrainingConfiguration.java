package io.tierwise.recommend;

import io.tierwise.recommend.adapter.text.LuceneTerms;
import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.catalogue.Items;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.AlsTrainer;
import io.tierwise.recommend.model.ContentTrainer;
import io.tierwise.recommend.model.EaseTrainer;
import io.tierwise.recommend.model.HybridTrainer;
import io.tierwise.recommend.model.ItemKnnTrainer;
import io.tierwise.recommend.model.ItemText;
import io.tierwise.recommend.model.LinearFilterTrainer;
import io.tierwise.recommend.model.MemoryBound;
import io.tierwise.recommend.model.ModelTrainer;
import io.tierwise.recommend.model.NextItemTrainer;
import io.tierwise.recommend.model.PopularityTrainer;
import io.tierwise.recommend.model.RatingTrainer;
import io.tierwise.recommend.model.Terms;
import io.tierwise.recommend.model.TrendingTrainer;
import io.tierwise.recommend.model.UserKnnTrainer;
import io.tierwise.recommend.placement.PlacementBook;
import io.tierwise.recommend.serving.DemandRecord;
import io.tierwise.recommend.serving.FollowContent;
import io.tierwise.recommend.serving.LiveDemand;
import io.tierwise.recommend.serving.LiveModel;
import io.tierwise.recommend.training.EvaluateModels;
import io.tierwise.recommend.training.Evaluations;
import io.tierwise.recommend.training.Following;
import io.tierwise.recommend.training.Models;
import io.tierwise.recommend.training.RequestTraining;
import io.tierwise.recommend.training.StoreFollower;
import io.tierwise.recommend.training.TrainModels;
import io.tierwise.recommend.training.Training;
import io.tierwise.recommend.training.TrainingData;
import io.tierwise.recommend.training.TrainingRuns;
import io.tierwise.recommend.training.TrainingWorker;
import io.tierwise.starter.trouble.TroubleLog;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Training, and what a start reads from the store. */
@Configuration(proxyBeanMethods = false)
class TrainingConfiguration {
  @Bean
  Training training(
      StrengthWeights weights,
      LiveDemand.HalfLives halfLives,
      Catalogue catalogue,
      Terms terms,
      RecommendProperties properties) {
    // The data and the model that serves need the rest.
    MemoryBound memory = new MemoryBound(Runtime.getRuntime().maxMemory() / 3);
    ItemKnnTrainer.Parameters knn = properties.itemKnn().parameters();
    List<ModelTrainer> trainers = new ArrayList<>();
    trainers.add(new PopularityTrainer(weights, halfLives.popularity()));
    trainers.add(new TrendingTrainer(weights, halfLives.trendingShort(), halfLives.trendingLong()));
    trainers.add(new ItemKnnTrainer(knn, weights));
    for (double shrinkage : new double[] {0, 5, 100}) {
      trainers.add(
          new ItemKnnTrainer(
              new ItemKnnTrainer.Parameters(knn.neighbours(), shrinkage, knn.maxItemsPerUser()),
              weights));
    }
    trainers.add(
        new ItemKnnTrainer(
            new ItemKnnTrainer.Parameters(
                knn.neighbours(),
                knn.shrinkage(),
                knn.maxItemsPerUser(),
                ItemKnnTrainer.Similarity.JACCARD),
            weights));
    LinearFilterTrainer.Parameters filter = LinearFilterTrainer.Parameters.DEFAULT;
    trainers.add(new LinearFilterTrainer(filter, weights, memory));
    trainers.add(new LinearFilterTrainer(filter.with(0.3, 0.1), weights, memory));
    trainers.add(new LinearFilterTrainer(filter.with(0.5, 0.3), weights, memory));
    for (double ridge : new double[] {EaseTrainer.Parameters.DEFAULT.ridge(), 50, 1_000}) {
      trainers.add(
          new EaseTrainer(
              new EaseTrainer.Parameters(ridge, knn.neighbours(), knn.maxItemsPerUser()),
              weights,
              memory));
    }
    NextItemTrainer.Parameters next = NextItemTrainer.Parameters.DEFAULT;
    for (double halfLife : new double[] {next.halfLife(), 1, Double.POSITIVE_INFINITY}) {
      trainers.add(new NextItemTrainer(next.withHalfLife(halfLife)));
    }
    trainers.add(new ContentTrainer(terms, id -> text(catalogue, id)));
    AlsTrainer.Parameters als = AlsTrainer.Parameters.DEFAULT;
    trainers.add(new AlsTrainer(als, weights, memory));
    trainers.add(new AlsTrainer(als.with(1, 0.01), weights, memory));
    trainers.add(new AlsTrainer(als.with(20, 0.01), weights, memory));
    trainers.add(new AlsTrainer(als.with(5, 0.05), weights, memory));
    UserKnnTrainer.Parameters users = UserKnnTrainer.Parameters.DEFAULT;
    trainers.add(new UserKnnTrainer(users, weights, memory));
    trainers.add(new UserKnnTrainer(users.with(0, users.similarity()), weights, memory));
    trainers.add(
        new UserKnnTrainer(
            users.with(users.shrinkage(), UserKnnTrainer.Similarity.PEARSON), weights, memory));
    RatingTrainer.Parameters ratings = RatingTrainer.Parameters.DEFAULT;
    trainers.add(new RatingTrainer(ratings, weights, memory));
    trainers.add(new RatingTrainer(ratings.with(0, 0.15), weights, memory));
    trainers.add(new RatingTrainer(ratings.with(16, 0.08), weights, memory));
    trainers.add(
        HybridTrainer.even(
            Stream.of(
                    Algorithm.ITEM_KNN,
                    Algorithm.LINEAR_FILTER,
                    Algorithm.NEXT_ITEM,
                    Algorithm.CONTENT)
                .map(algorithm -> first(trainers, algorithm))
                .toList(),
            weights));
    return new Training(trainers, weights, properties.training().testShare());
  }

  private static ModelTrainer first(List<ModelTrainer> trainers, Algorithm algorithm) {
    return trainers.stream()
        .filter(trainer -> trainer.algorithm() == algorithm)
        .findFirst()
        .orElseThrow();
  }

  private static ItemText text(Catalogue catalogue, String itemId) {
    OptionalInt number = catalogue.find(itemId);
    CatalogueEntry entry = number.isPresent() ? catalogue.entry(number.getAsInt()) : null;
    return entry == null
        ? ItemText.NONE
        : new ItemText(entry.item().text(), entry.item().description());
  }

  @Bean
  Terms terms() {
    return new LuceneTerms();
  }

  @Bean
  FollowContent followContent(Catalogue catalogue, LiveModel live, Terms terms) {
    return new FollowContent(catalogue, live, terms);
  }

  @Bean
  RequestTraining requestTraining(TrainingRuns runs, Clock clock) {
    return new RequestTraining(runs, clock);
  }

  @Bean
  TrainModels trainModels(
      TrainingRuns runs,
      TrainingData data,
      Training training,
      Catalogue catalogue,
      Models models,
      LiveModel live,
      Clock clock) {
    return new TrainModels(runs, data, training, catalogue, models, live, clock);
  }

  @Bean
  EvaluateModels evaluateModels(
      Evaluations evaluations,
      TrainingData data,
      Training training,
      Catalogue catalogue,
      Clock clock) {
    return new EvaluateModels(evaluations, data, training, catalogue, clock);
  }

  @Bean
  StoreFollower storeFollower(
      Items items,
      Models models,
      DemandRecord demandRecord,
      Catalogue catalogue,
      LiveModel live,
      LiveDemand demand,
      Clock clock) {
    return new StoreFollower(items, models, demandRecord, catalogue, live, demand, clock);
  }

  @Bean(destroyMethod = "close")
  TrainingWorker trainingWorker(
      TrainModels trainModels,
      EvaluateModels evaluateModels,
      RequestTraining requestTraining,
      RecommendProperties properties) {
    return new TrainingWorker(
        trainModels,
        evaluateModels,
        requestTraining,
        properties.training().every(),
        told(TrainingWorker.class, "looking for training runs"));
  }

  @Bean(destroyMethod = "close")
  Following following(StoreFollower follower, PlacementBook placements, FollowContent content) {
    return new Following(
        List.of(follower::follow, placements::follow, content::follow),
        told(Following.class, "following other instances"));
  }

  static TrainingWorker.Looks told(Class<?> who, String what) {
    TroubleLog trouble = new TroubleLog(LoggerFactory.getLogger(who), what);
    return failure -> {
      if (failure == null) {
        trouble.succeeded();
      } else {
        trouble.failed(failure);
      }
    };
  }

  /** After all beans are made, before the listeners start. */
  @Bean
  SmartInitializingSingleton restoreBeforeListening(
      StoreFollower follower,
      PlacementBook placements,
      TrainingWorker worker,
      Following following,
      RecommendProperties properties) {
    return () -> {
      follower.restore();
      placements.follow();
      worker.start(properties.training().poll());
      following.start(properties.training().poll());
    };
  }
}
