package io.tierwise.profile.adapter.kafka;

import io.tierwise.profile.publication.PublishFeatures;
import java.util.concurrent.TimeUnit;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks a few times a second for features that are due; one run at a time. While events come in it
 * rests twice as long after a run as that took, so that publishing never takes more than a third of
 * a thread from folding: under load more changes gather meanwhile and become one message. While a
 * backlog is worked off, for the same reason, it publishes only what has waited long enough.
 */
public final class PublicationSchedule {
  private static final int REST = 2;

  /** To look through all that is pending takes a while when it is much. */
  private static final long LEAST_REST = TimeUnit.SECONDS.toNanos(1);

  private final PublishFeatures publishFeatures;
  private final Inflow inflow;
  private long restedAt = System.nanoTime();

  public PublicationSchedule(PublishFeatures publishFeatures, Inflow inflow) {
    this.publishFeatures = publishFeatures;
    this.inflow = inflow;
  }

  @Scheduled(fixedDelayString = "${tierwise.profile.publication.tick}")
  void publish() {
    long start = System.nanoTime();
    if (start - restedAt < 0 && inflow.comesIn()) {
      return;
    }
    boolean backlog = inflow.hasBacklog();
    if (backlog) {
      publishFeatures.publishOverdue();
    } else {
      publishFeatures.publishDue();
    }
    long end = System.nanoTime();
    restedAt = end + Math.max(backlog ? LEAST_REST : 0, REST * (end - start));
  }
}
