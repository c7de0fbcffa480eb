package io.tierwise.recommend;

import io.tierwise.recommend.adapter.postgres.JdbcSegmentDemand;
import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.serving.FollowSegments;
import io.tierwise.recommend.serving.LiveDemand;
import io.tierwise.recommend.serving.SegmentDemand;
import io.tierwise.starter.trouble.TroubleLog;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

/** What is popular within each tier, read anew from time to time. */
@Configuration(proxyBeanMethods = false)
class SegmentConfiguration {
  /** 80 MB, about a million deeds: a few seconds, however large the shop. */
  private static final long MAX_PAGES = 10_000;

  @Bean
  SegmentDemand segmentDemand() {
    return new SegmentDemand();
  }

  @Bean
  FollowSegments followSegments(
      JdbcTemplate jdbc,
      StrengthWeights weights,
      LiveDemand.HalfLives halfLives,
      Catalogue catalogue,
      SegmentDemand demand) {
    return new FollowSegments(
        new JdbcSegmentDemand(jdbc, weights, halfLives.popularity(), MAX_PAGES), catalogue, demand);
  }

  @Bean(destroyMethod = "shutdownNow")
  ScheduledExecutorService segmentThread() {
    return Executors.newSingleThreadScheduledExecutor(
        task -> Thread.ofPlatform().name("segments").daemon(true).unstarted(task));
  }

  /** At once, but nobody waits for it: until it is read, trends answer instead. */
  @Bean
  SmartInitializingSingleton readSegments(
      FollowSegments segments,
      ScheduledExecutorService segmentThread,
      RecommendProperties properties) {
    TroubleLog trouble =
        new TroubleLog(LoggerFactory.getLogger(FollowSegments.class), "reading what segments like");
    return () ->
        segmentThread.scheduleWithFixedDelay(
            () -> {
              try {
                segments.follow();
                trouble.succeeded();
              } catch (RuntimeException e) {
                trouble.failed(e);
              }
            },
            0,
            properties.demand().segmentsEvery().toMillis(),
            TimeUnit.MILLISECONDS);
  }
}
