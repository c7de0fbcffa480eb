package io.tierwise.campaign.lifecycle;

/**
 * A campaign as it stood after a change, for good.
 *
 * @param number grows with every change
 */
public record CampaignVersion(long number, Revision revision) {}
