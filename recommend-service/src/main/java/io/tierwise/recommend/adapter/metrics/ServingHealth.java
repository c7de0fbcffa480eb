package io.tierwise.recommend.adapter.metrics;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.serving.LiveModel;
import io.tierwise.recommend.training.StoreFollower;
import java.time.Clock;
import java.time.Duration;
import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Up once memory holds what was stored; from then on answers need nothing else. */
public final class ServingHealth extends AbstractHealthIndicator {
  private final StoreFollower follower;
  private final Catalogue catalogue;
  private final LiveModel live;
  private final Clock clock;

  public ServingHealth(StoreFollower follower, Catalogue catalogue, LiveModel live, Clock clock) {
    this.follower = follower;
    this.catalogue = catalogue;
    this.live = live;
    this.clock = clock;
  }

  @Override
  protected void doHealthCheck(Health.Builder health) {
    if (!follower.isRestored()) {
      health.outOfService().withDetail("reason", "catalogue and model are still being read");
      return;
    }
    health.up().withDetail("items", catalogue.size());
    live.current()
        .ifPresentOrElse(
            serving ->
                health
                    .withDetail("modelVersion", serving.version())
                    .withDetail(
                        "modelAgeSeconds",
                        Duration.between(serving.trainedAt(), clock.instant()).toSeconds()),
            () -> health.withDetail("modelVersion", "none: answers are fallbacks"));
  }
}
