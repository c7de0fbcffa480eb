package io.tierwise.campaign;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of journeys.
 *
 * @param pollInterval between looks for users who are due
 * @param batch users looked at in one transaction
 * @param settle from a trigger to the entry: until profiles know what the event changed
 * @param latest how late an event, or a change, may come and still let somebody in
 * @param keepEvents how far back conditions can look
 * @param sweepEvery between searches for those whom time alone lets in
 */
@ConfigurationProperties("tierwise.journeys")
public record JourneyProperties(
    @DefaultValue("250ms") Duration pollInterval,
    @DefaultValue("500") int batch,
    @DefaultValue("2s") Duration settle,
    @DefaultValue("1d") Duration latest,
    @DefaultValue("90d") Duration keepEvents,
    @DefaultValue("10m") Duration sweepEvery) {
  public JourneyProperties {
    if (batch < 1 || batch > 10_000) {
      throw new IllegalArgumentException(
          "tierwise.journeys.batch " + batch + " is not in 1..10000");
    }
  }
}
