package io.tierwise.profile.adapter.schedule;

import io.tierwise.profile.quality.DataQuality;
import io.tierwise.profile.quality.TrafficRules;
import org.springframework.scheduling.annotation.Scheduled;

/** Looks for bots by their rates now and then. */
public final class TrafficSchedule {
  private final DataQuality quality;
  private final TrafficRules rules;

  public TrafficSchedule(DataQuality quality, TrafficRules rules) {
    this.quality = quality;
    this.rules = rules;
  }

  @Scheduled(
      initialDelayString = "${tierwise.profile.traffic.scan}",
      fixedDelayString = "${tierwise.profile.traffic.scan}")
  void scan() {
    quality.scanRates(rules);
  }
}
