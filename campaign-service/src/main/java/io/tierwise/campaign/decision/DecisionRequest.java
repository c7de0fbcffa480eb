package io.tierwise.campaign.decision;

import io.tierwise.campaign.lifecycle.Channel;

/**
 * Which offer to show to this user now?
 *
 * @param identified false for a visitor without user id
 */
public record DecisionRequest(String userId, boolean identified, Channel channel) {}
