package io.tierwise.campaign.contact;

import java.time.Instant;

/**
 * A user in one arm of a campaign's experiment. The first time counts.
 *
 * @param at when the user was chosen; what happens in the window after it is compared
 */
public record ExperimentUnit(String campaignId, String userId, Arm arm, Instant at) {}
