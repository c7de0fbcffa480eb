package io.tierwise.segmentation;

import io.tierwise.segmentation.adapter.postgres.JdbcLifecycles;
import io.tierwise.segmentation.lifecycle.CountTransitions;
import io.tierwise.segmentation.lifecycle.KeepLifecycles;
import io.tierwise.segmentation.lifecycle.Lifecycles;
import io.tierwise.segmentation.run.UnitOfWork;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Stages of the lifecycle on their ports. */
@Configuration(proxyBeanMethods = false)
class LifecycleConfiguration {
  @Bean
  Lifecycles lifecycles(JdbcClient jdbc, UnitOfWork work) {
    return new JdbcLifecycles(jdbc, work);
  }

  @Bean
  KeepLifecycles keepLifecycles(Lifecycles lifecycles, LifecycleProperties properties) {
    return new KeepLifecycles(lifecycles, properties.settings());
  }

  @Bean
  CountTransitions countTransitions(Lifecycles lifecycles, KeepLifecycles keep, Clock clock) {
    return new CountTransitions(lifecycles, keep, clock);
  }
}
