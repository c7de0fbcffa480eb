package io.tierwise.campaign.decision;

import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Offer;

/**
 * An offer that could be shown.
 *
 * @param value expected margin less cost
 * @param score value less shadow prices
 */
record Option(Campaign campaign, Offer offer, double value, double score) {}
