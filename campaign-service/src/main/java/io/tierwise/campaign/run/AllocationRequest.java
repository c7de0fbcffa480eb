package io.tierwise.campaign.run;

import io.tierwise.campaign.lifecycle.Channel;
import java.util.List;
import java.util.Map;

/**
 * What an allocation shall do.
 *
 * @param campaignIds empty: all that are active
 * @param contactsPerUser at most so many contacts for a user in this allocation
 * @param channelCapacity contacts that a channel can make; a channel that is missing is unlimited
 * @param dryRun solve and report, but make no contact
 * @param seed of the hash that decides between equal values
 */
public record AllocationRequest(
    List<String> campaignIds,
    int contactsPerUser,
    Map<Channel, Long> channelCapacity,
    boolean dryRun,
    long seed) {
  public AllocationRequest {
    campaignIds = List.copyOf(campaignIds);
    channelCapacity = Map.copyOf(channelCapacity);
  }
}
