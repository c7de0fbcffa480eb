package io.tierwise.profile.adapter.kafka;

import io.tierwise.profile.publication.PublishFeatures;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks a few times a second for features that are due; one run at a time. */
public final class PublicationSchedule {
  private final PublishFeatures publishFeatures;

  public PublicationSchedule(PublishFeatures publishFeatures) {
    this.publishFeatures = publishFeatures;
  }

  @Scheduled(fixedDelayString = "${tierwise.profile.publication.tick}")
  void publish() {
    publishFeatures.publishDue();
  }
}
