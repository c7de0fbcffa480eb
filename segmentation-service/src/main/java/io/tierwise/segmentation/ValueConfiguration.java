package io.tierwise.segmentation;

import io.tierwise.segmentation.adapter.worker.BackgroundLoop;
import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.run.RunDefaults;
import io.tierwise.segmentation.run.TierAssignments;
import io.tierwise.segmentation.run.UnitOfWork;
import io.tierwise.segmentation.run.WorkSignal;
import io.tierwise.segmentation.value.ClvFits;
import io.tierwise.segmentation.value.CreateClvFit;
import io.tierwise.segmentation.value.CustomerValues;
import io.tierwise.segmentation.value.FitClv;
import io.tierwise.segmentation.value.LiveValues;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Lifetime values on their ports. */
@Configuration(proxyBeanMethods = false)
class ValueConfiguration {
  private static final Duration LOOK_FOR_FITS = Duration.ofSeconds(2);

  /** Names this process in leases; a restarted one is another. */
  private final String owner = "clv-" + UUID.randomUUID();

  @Bean
  Horizon clvHorizon(SegmentationProperties properties) {
    return new Horizon(properties.clvHorizonDays(), properties.clvYearlyDiscount());
  }

  @Bean
  LiveValues liveValues(ClvFits fits, CustomerValues values) {
    return new LiveValues(fits, values);
  }

  @Bean
  FitClv fitClv(
      ClvFits fits,
      CustomerValues values,
      TierAssignments assignments,
      UnitOfWork work,
      WorkSignal signal,
      RunDefaults defaults,
      Clock clock) {
    return new FitClv(fits, values, assignments, work, signal, owner, defaults.lease(), clock);
  }

  @Bean
  BackgroundLoop clvLoop(FitClv fits) {
    return new BackgroundLoop("clv-fits", fits::fitNext, LOOK_FOR_FITS);
  }

  @Bean
  CreateClvFit createClvFit(
      ClvFits fits, BackgroundLoop clvLoop, RunDefaults defaults, Clock clock) {
    return new CreateClvFit(
        fits, clvLoop::wake, defaults.maxQueued(), defaults.codeVersion(), clock);
  }
}
