package io.tierwise.campaign.response;

import org.jspecify.annotations.Nullable;

/**
 * Contacts of an offer to a tier over a channel, and how many were answered.
 *
 * @param tier null for prospects
 * @param trials contacts; a fresh one without answer counts for the share of the attribution window
 *     that has passed, since it may still be answered
 * @param responses orders attributed to them, at most one a contact
 */
public record ResponseCount(
    String campaignId,
    String offerId,
    String channel,
    @Nullable String tier,
    double trials,
    double responses) {}
