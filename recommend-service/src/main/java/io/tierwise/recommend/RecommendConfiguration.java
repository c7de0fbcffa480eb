package io.tierwise.recommend;

import io.micrometer.core.instrument.MeterRegistry;
import io.tierwise.recommend.adapter.kafka.BehaviorEventsListener;
import io.tierwise.recommend.adapter.kafka.CatalogItemsListener;
import io.tierwise.recommend.adapter.kafka.ProfileFeaturesListener;
import io.tierwise.recommend.adapter.metrics.RecommendMeters;
import io.tierwise.recommend.adapter.metrics.ServingHealth;
import io.tierwise.recommend.adapter.web.AnswerMeters;
import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.Items;
import io.tierwise.recommend.demand.ForecastDemand;
import io.tierwise.recommend.demand.OrderedDays;
import io.tierwise.recommend.feedback.Touches;
import io.tierwise.recommend.intake.FollowProfiles;
import io.tierwise.recommend.intake.RecordBehavior;
import io.tierwise.recommend.intake.RecordItems;
import io.tierwise.recommend.interaction.Identities;
import io.tierwise.recommend.interaction.Interactions;
import io.tierwise.recommend.interaction.Orders;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.model.Terms;
import io.tierwise.recommend.placement.AnswerPlacement;
import io.tierwise.recommend.placement.PlacementBook;
import io.tierwise.recommend.placement.Placements;
import io.tierwise.recommend.pricing.EstimatePrice;
import io.tierwise.recommend.serving.FindPriceBand;
import io.tierwise.recommend.serving.LiveDemand;
import io.tierwise.recommend.serving.LiveModel;
import io.tierwise.recommend.serving.Recommend;
import io.tierwise.recommend.serving.RelateItems;
import io.tierwise.recommend.serving.ScoreAffinities;
import io.tierwise.recommend.serving.SegmentDemand;
import io.tierwise.recommend.training.StoreFollower;
import io.tierwise.recommend.training.TrainModels;
import io.tierwise.starter.kafka.DeadLetters;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Intake and serving: the use cases and what drives them. */
@Configuration(proxyBeanMethods = false)
class RecommendConfiguration {
  @Bean
  StrengthWeights strengthWeights(RecommendProperties properties) {
    return properties.strength().weights();
  }

  @Bean
  LiveDemand.HalfLives halfLives(RecommendProperties properties) {
    return properties.demand().halfLives();
  }

  @Bean
  Catalogue catalogue() {
    return new Catalogue();
  }

  @Bean
  LiveModel liveModel(Catalogue catalogue) {
    return new LiveModel(catalogue);
  }

  @Bean
  LiveDemand liveDemand(StrengthWeights weights, LiveDemand.HalfLives halfLives, Clock clock) {
    return new LiveDemand(weights, halfLives, clock);
  }

  @Bean
  UserHistories userHistories(
      Interactions interactions, Catalogue catalogue, RecommendProperties properties, Clock clock) {
    return new UserHistories(interactions, catalogue::number, properties.history().limits(), clock);
  }

  @Bean
  RecordBehavior recordBehavior(
      Interactions interactions,
      Orders orders,
      Touches touches,
      Identities identities,
      Items items,
      Catalogue catalogue,
      UserHistories histories,
      LiveDemand demand) {
    return new RecordBehavior(
        interactions, orders, touches, identities, items, catalogue, histories, demand);
  }

  @Bean
  FollowProfiles followProfiles(Identities identities, UserHistories histories) {
    return new FollowProfiles(identities, histories);
  }

  @Bean
  ProfileFeaturesListener profileFeaturesListener(
      FollowProfiles followProfiles, DeadLetters deadLetters) {
    return new ProfileFeaturesListener(followProfiles, deadLetters);
  }

  @Bean
  RecordItems recordItems(Items items, Catalogue catalogue) {
    return new RecordItems(items, catalogue);
  }

  @Bean
  BehaviorEventsListener behaviorEventsListener(
      RecordBehavior recordBehavior, DeadLetters deadLetters) {
    return new BehaviorEventsListener(recordBehavior, deadLetters);
  }

  @Bean
  CatalogItemsListener catalogItemsListener(
      RecordItems recordItems, Terms terms, DeadLetters deadLetters) {
    return new CatalogItemsListener(recordItems, terms, deadLetters);
  }

  @Bean
  Recommend recommend(
      UserHistories histories,
      StrengthWeights weights,
      LiveModel live,
      LiveDemand demand,
      SegmentDemand segments,
      Catalogue catalogue,
      RecommendProperties properties) {
    return new Recommend(
        histories, weights, live, demand, segments, catalogue, properties.requireCatalogue());
  }

  @Bean
  PlacementBook placementBook(Placements placements, Touches touches, Clock clock) {
    return new PlacementBook(placements, touches, clock);
  }

  @Bean
  AnswerPlacement answerPlacement(PlacementBook book, Recommend recommend, Clock clock) {
    return new AnswerPlacement(book, recommend, clock);
  }

  @Bean
  FindPriceBand findPriceBand(
      UserHistories histories, StrengthWeights weights, Catalogue catalogue) {
    return new FindPriceBand(histories, weights, catalogue);
  }

  @Bean
  EstimatePrice estimatePrice(Catalogue catalogue, Clock clock) {
    return new EstimatePrice(catalogue, clock);
  }

  @Bean
  ForecastDemand forecastDemand(OrderedDays orderedDays, Catalogue catalogue, Clock clock) {
    return new ForecastDemand(orderedDays, catalogue, clock);
  }

  @Bean
  RelateItems relateItems(
      LiveModel live, LiveDemand demand, Catalogue catalogue, RecommendProperties properties) {
    return new RelateItems(live, demand, catalogue, properties.requireCatalogue());
  }

  @Bean
  ScoreAffinities scoreAffinities(
      UserHistories histories,
      StrengthWeights weights,
      LiveModel live,
      LiveDemand demand,
      Catalogue catalogue) {
    return new ScoreAffinities(histories, weights, live, demand, catalogue);
  }

  @Bean
  AnswerMeters answerMeters(MeterRegistry meters) {
    return new AnswerMeters(meters);
  }

  @Bean
  RecommendMeters recommendMeters(
      RecordBehavior behavior,
      Catalogue catalogue,
      UserHistories histories,
      Recommend recommend,
      LiveModel live,
      TrainModels training,
      Clock clock) {
    return new RecommendMeters(behavior, catalogue, histories, recommend, live, training, clock);
  }

  @Bean
  ServingHealth servingHealthIndicator(
      StoreFollower follower, Catalogue catalogue, LiveModel live, Clock clock) {
    return new ServingHealth(follower, catalogue, live, clock);
  }
}
