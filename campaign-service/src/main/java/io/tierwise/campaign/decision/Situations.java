package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.lifecycle.Channel;
import java.time.Instant;
import java.util.Collection;

/** Port: what a decision has to know, read at once. */
public interface Situations {
  /**
   * @param userId any of the user's ids
   * @param campaignIds of which contacts and spends are asked for
   * @param features of the member that are asked for
   */
  Situation of(
      String userId,
      boolean identified,
      Channel channel,
      Collection<String> campaignIds,
      Collection<Feature> features,
      Instant now);
}
