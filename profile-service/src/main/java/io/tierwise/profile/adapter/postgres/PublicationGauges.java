package io.tierwise.profile.adapter.postgres;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** What waits to be published, asked when it is scraped. */
final class PublicationGauges implements MeterBinder {
  private final JdbcPublications publications;
  private final Clock clock;

  PublicationGauges(JdbcPublications publications, Clock clock) {
    this.publications = publications;
    this.clock = clock;
  }

  @Override
  public void bindTo(MeterRegistry meters) {
    Gauge.builder("tierwise.profile.publications.pending", () -> publications.backlog().profiles())
        .description("Changed profiles that are not published yet")
        .register(meters);
    Gauge.builder("tierwise.profile.publications.lag", this::lagSeconds)
        .baseUnit("seconds")
        .description("Age of the oldest change that is not published yet")
        .register(meters);
  }

  private double lagSeconds() {
    Instant oldest = publications.backlog().oldest();
    return oldest == null ? 0 : Duration.between(oldest, clock.instant()).toMillis() / 1000.0;
  }
}
