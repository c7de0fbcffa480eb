package io.tierwise.campaign;

import io.tierwise.campaign.adapter.postgres.JdbcPrices;
import io.tierwise.campaign.adapter.postgres.JdbcSituations;
import io.tierwise.campaign.adapter.postgres.JdbcTrafficCounts;
import io.tierwise.campaign.adapter.rest.RestAffinities;
import io.tierwise.campaign.adapter.scheduling.BackgroundLoop;
import io.tierwise.campaign.affinity.RememberedAffinities;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.decision.CurrentModel;
import io.tierwise.campaign.decision.Decide;
import io.tierwise.campaign.decision.ExplainContacts;
import io.tierwise.campaign.decision.Pace;
import io.tierwise.campaign.decision.RateOptions;
import io.tierwise.campaign.decision.ReadScene;
import io.tierwise.campaign.decision.Situations;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.outcome.Outcomes;
import io.tierwise.campaign.pace.ObservedTraffic;
import io.tierwise.campaign.pressure.ContactPolicies;
import io.tierwise.campaign.pressure.ContactPressure;
import io.tierwise.campaign.response.ResponsePrior;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Decisions for one user now, and why. */
@Configuration(proxyBeanMethods = false)
class DecisionConfiguration {
  private static final Duration RECOMMENDER_REST = Duration.ofSeconds(5);
  private static final Duration AFFINITY_AGE = Duration.ofMinutes(1);
  private static final int REMEMBERED_USERS = 20_000;
  private static final Duration TRAFFIC_KEPT_EVERY = Duration.ofSeconds(15);

  @Bean
  CurrentModel currentModel(
      Outcomes outcomes,
      Members members,
      JdbcClient jdbc,
      ResponsePrior prior,
      CampaignProperties properties,
      Clock clock) {
    return new CurrentModel(
        outcomes, new JdbcPrices(jdbc), members, prior, properties.modelMaxAge(), clock);
  }

  @Bean
  RateOptions rateOptions(CurrentModel model, RecommendProperties recommend, Clock clock) {
    RestAffinities affinities =
        new RestAffinities(
            recommend.url().toString(),
            recommend.decisionTimeout(),
            recommend.decisionTimeout(),
            RECOMMENDER_REST,
            clock);
    return new RateOptions(
        new RememberedAffinities(affinities, REMEMBERED_USERS, AFFINITY_AGE, clock), model);
  }

  @Bean
  Situations situations(JdbcTemplate jdbc) {
    return new JdbcSituations(jdbc);
  }

  @Bean
  ReadScene readScene(Campaigns campaigns, ContactPolicies policies, Situations situations) {
    return new ReadScene(campaigns, policies, situations);
  }

  @Bean
  ObservedTraffic observedTraffic(JdbcClient jdbc, ContactPolicies policies, Clock clock) {
    return new ObservedTraffic(
        new JdbcTrafficCounts(jdbc), () -> policies.current().policy().timezone(), clock);
  }

  @Bean
  BackgroundLoop trafficLoop(ObservedTraffic traffic) {
    return new BackgroundLoop(
        "decision-traffic",
        () -> {
          traffic.keepAndLearn();
          return false;
        },
        TRAFFIC_KEPT_EVERY);
  }

  @Bean
  Pace pace(ObservedTraffic traffic) {
    return new Pace(traffic);
  }

  @Bean
  Decide decide(
      ReadScene scenes,
      Contacts contacts,
      RateOptions options,
      Pace pace,
      HoldoutAssignment nobody,
      Clock clock) {
    return new Decide(scenes, contacts, options, pace, nobody, clock);
  }

  @Bean
  ExplainContacts explainContacts(
      Campaigns campaigns,
      ContactPolicies policies,
      Situations situations,
      ContactPressure pressure,
      RateOptions options,
      Pace pace,
      HoldoutAssignment nobody,
      Clock clock) {
    return new ExplainContacts(
        campaigns, policies, situations, pressure, options, pace, nobody, clock);
  }
}
