package io.tierwise.segmentation;

import io.tierwise.segmentation.adapter.postgres.JdbcSchedules;
import io.tierwise.segmentation.adapter.worker.BackgroundLoop;
import io.tierwise.segmentation.adapter.worker.SpringCron;
import io.tierwise.segmentation.run.CreateRun;
import io.tierwise.segmentation.schedule.CronTimes;
import io.tierwise.segmentation.schedule.KeepSchedules;
import io.tierwise.segmentation.schedule.Schedules;
import io.tierwise.segmentation.value.CreateClvFit;
import java.time.Clock;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Schedules on their ports. */
@Configuration(proxyBeanMethods = false)
class ScheduleConfiguration {
  private static final Duration LOOK_FOR_DUE = Duration.ofSeconds(2);

  @Bean
  Schedules schedules(JdbcClient jdbc) {
    return new JdbcSchedules(jdbc);
  }

  @Bean
  CronTimes cronTimes() {
    return new SpringCron();
  }

  @Bean
  KeepSchedules keepSchedules(
      Schedules schedules,
      CronTimes times,
      CreateRun createRun,
      CreateClvFit createFit,
      Clock clock) {
    return new KeepSchedules(schedules, times, createRun, createFit, clock);
  }

  @Bean
  BackgroundLoop scheduleLoop(KeepSchedules schedules) {
    return new BackgroundLoop("schedules", schedules::queueDue, LOOK_FOR_DUE);
  }
}
