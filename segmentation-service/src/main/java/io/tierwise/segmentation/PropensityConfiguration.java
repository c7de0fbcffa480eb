package io.tierwise.segmentation;

import io.tierwise.segmentation.adapter.postgres.JdbcCustomerActivity;
import io.tierwise.segmentation.adapter.postgres.JdbcCustomerScores;
import io.tierwise.segmentation.adapter.postgres.JdbcPropensityModels;
import io.tierwise.segmentation.adapter.postgres.JdbcTierLabels;
import io.tierwise.segmentation.adapter.worker.BackgroundLoop;
import io.tierwise.segmentation.propensity.BuildModel;
import io.tierwise.segmentation.propensity.CreateModel;
import io.tierwise.segmentation.propensity.CustomerActivity;
import io.tierwise.segmentation.propensity.CustomerScores;
import io.tierwise.segmentation.propensity.Learners;
import io.tierwise.segmentation.propensity.LiveScores;
import io.tierwise.segmentation.propensity.PromoteModel;
import io.tierwise.segmentation.propensity.PropensityModels;
import io.tierwise.segmentation.propensity.ScoreCustomers;
import io.tierwise.segmentation.propensity.TrainModel;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.segmentation.run.TierLabels;
import io.tierwise.segmentation.run.UnitOfWork;
import io.tierwise.segmentation.run.WorkSignal;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Models of churn and purchase on their ports. */
@Configuration(proxyBeanMethods = false)
class PropensityConfiguration {
  private static final Duration LOOK_FOR_MODELS = Duration.ofSeconds(2);
  private static final Duration LOOK_FOR_A_NEW_DAY = Duration.ofMinutes(1);

  /** Names this process in leases; a restarted one is another. */
  private final String owner = "propensity-" + UUID.randomUUID();

  @Bean
  PropensityModels propensityModels(JdbcClient jdbc) {
    return new JdbcPropensityModels(jdbc);
  }

  @Bean
  CustomerActivity customerActivity(JdbcClient jdbc, JdbcTemplate template) {
    return new JdbcCustomerActivity(jdbc, template);
  }

  @Bean
  CustomerScores customerScores(JdbcClient jdbc) {
    return new JdbcCustomerScores(jdbc);
  }

  @Bean
  TierLabels tierLabels(JdbcClient jdbc, UnitOfWork work) {
    return new JdbcTierLabels(jdbc, work);
  }

  @Bean
  LiveScores liveScores(PropensityModels models, CustomerActivity activity, CustomerScores scores) {
    return new LiveScores(models, activity, scores);
  }

  @Bean
  TrainModel trainModel(
      PropensityModels models, CustomerActivity activity, RunDefaults defaults, Clock clock) {
    BuildModel builder = new BuildModel(Learners.all(), defaults.fitSample());
    return new TrainModel(models, activity, builder, owner, defaults.lease(), clock);
  }

  @Bean
  BackgroundLoop propensityLoop(TrainModel training) {
    return new BackgroundLoop("propensity-models", training::trainNext, LOOK_FOR_MODELS);
  }

  @Bean
  ScoreCustomers scoreCustomers(
      LiveScores live,
      CustomerActivity activity,
      CustomerScores scores,
      WorkSignal signal,
      Clock clock) {
    return new ScoreCustomers(live, activity, scores, signal::assignmentsWaiting, clock);
  }

  @Bean
  BackgroundLoop scoringLoop(ScoreCustomers scoring) {
    return new BackgroundLoop("propensity-scores", scoring::scoreNext, LOOK_FOR_A_NEW_DAY);
  }

  @Bean
  CreateModel createModel(
      PropensityModels models, BackgroundLoop propensityLoop, RunDefaults defaults, Clock clock) {
    return new CreateModel(
        models, propensityLoop::wake, defaults.maxQueued(), defaults.codeVersion(), clock);
  }

  @Bean
  PromoteModel promoteModel(
      PropensityModels models, UnitOfWork work, BackgroundLoop scoringLoop, Clock clock) {
    return new PromoteModel(models, work, scoringLoop::wake, clock);
  }
}
