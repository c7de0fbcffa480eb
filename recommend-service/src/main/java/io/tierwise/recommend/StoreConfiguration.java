package io.tierwise.recommend;

import io.tierwise.recommend.adapter.postgres.JdbcEvaluations;
import io.tierwise.recommend.adapter.postgres.JdbcHistoryNews;
import io.tierwise.recommend.adapter.postgres.JdbcIdentities;
import io.tierwise.recommend.adapter.postgres.JdbcInteractions;
import io.tierwise.recommend.adapter.postgres.JdbcItems;
import io.tierwise.recommend.adapter.postgres.JdbcModels;
import io.tierwise.recommend.adapter.postgres.JdbcOrderedDays;
import io.tierwise.recommend.adapter.postgres.JdbcOrders;
import io.tierwise.recommend.adapter.postgres.JdbcPlacements;
import io.tierwise.recommend.adapter.postgres.JdbcTouches;
import io.tierwise.recommend.adapter.postgres.JdbcTrainingData;
import io.tierwise.recommend.adapter.postgres.JdbcTrainingRuns;
import io.tierwise.recommend.adapter.postgres.RunJson;
import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.Items;
import io.tierwise.recommend.demand.OrderedDays;
import io.tierwise.recommend.feedback.Touches;
import io.tierwise.recommend.interaction.Identities;
import io.tierwise.recommend.interaction.Interactions;
import io.tierwise.recommend.interaction.Orders;
import io.tierwise.recommend.placement.Placements;
import io.tierwise.recommend.training.Evaluations;
import io.tierwise.recommend.training.Models;
import io.tierwise.recommend.training.TrainingData;
import io.tierwise.recommend.training.TrainingRuns;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** PostgreSQL behind the ports. */
@Configuration(proxyBeanMethods = false)
class StoreConfiguration {
  /** A request waits for a history no longer than this. */
  private static final int READ_TIMEOUT_SECONDS = 5;

  @Bean
  JdbcHistoryNews historyNews(JdbcTemplate jdbc) {
    return new JdbcHistoryNews(jdbc, UUID.randomUUID());
  }

  @Bean
  Interactions interactions(
      JdbcTemplate jdbc,
      DataSource dataSource,
      JdbcHistoryNews news,
      Catalogue catalogue,
      RecommendProperties properties) {
    JdbcTemplate reading = new JdbcTemplate(dataSource);
    reading.setQueryTimeout(READ_TIMEOUT_SECONDS);
    return new JdbcInteractions(
        jdbc, reading, news, catalogue::number, properties.history().maxBrowsed());
  }

  @Bean
  Orders orders(JdbcTemplate jdbc, JdbcHistoryNews news) {
    return new JdbcOrders(jdbc, news);
  }

  @Bean
  OrderedDays orderedDays(JdbcTemplate jdbc) {
    return new JdbcOrderedDays(jdbc);
  }

  @Bean
  Touches touches(JdbcTemplate jdbc) {
    return new JdbcTouches(jdbc);
  }

  @Bean
  Placements placements(JdbcClient jdbc, JsonMapper json) {
    return new JdbcPlacements(jdbc, json);
  }

  @Bean
  Identities identities(JdbcTemplate jdbc, TransactionTemplate transaction, JdbcHistoryNews news) {
    return new JdbcIdentities(jdbc, transaction, news);
  }

  @Bean
  Items items(JdbcTemplate jdbc) {
    return new JdbcItems(jdbc);
  }

  @Bean
  TrainingData trainingData(DataSource dataSource, TransactionTemplate transaction) {
    return new JdbcTrainingData(dataSource, transaction);
  }

  @Bean
  RunJson runJson(JsonMapper json) {
    return new RunJson(json);
  }

  @Bean
  TrainingRuns trainingRuns(JdbcClient jdbc, TransactionTemplate transaction, RunJson json) {
    return new JdbcTrainingRuns(jdbc, transaction, json);
  }

  @Bean
  Evaluations evaluations(JdbcClient jdbc, RunJson json) {
    return new JdbcEvaluations(jdbc, json);
  }

  @Bean
  Models models(JdbcClient jdbc, RunJson json) {
    return new JdbcModels(jdbc, json);
  }
}
