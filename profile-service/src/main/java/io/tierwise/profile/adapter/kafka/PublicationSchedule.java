package io.tierwise.profile.adapter.kafka;

import io.tierwise.profile.publication.PublishFeatures;
import org.springframework.scheduling.annotation.Scheduled;

/**
 * Looks a few times a second for features that are due; one run at a time. After a run it rests
 * twice as long as that took, so that publishing never takes more than a third of a thread from
 * folding: under load more changes gather meanwhile and become one message.
 */
public final class PublicationSchedule {
  private static final int REST = 2;

  private final PublishFeatures publishFeatures;
  private long restedAt = System.nanoTime();

  public PublicationSchedule(PublishFeatures publishFeatures) {
    this.publishFeatures = publishFeatures;
  }

  @Scheduled(fixedDelayString = "${tierwise.profile.publication.tick}")
  void publish() {
    long start = System.nanoTime();
    if (start - restedAt >= 0) {
      publishFeatures.publishDue();
      long end = System.nanoTime();
      restedAt = end + REST * (end - start);
    }
  }
}
