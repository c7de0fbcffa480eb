package io.tierwise.campaign.decision;

import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.pressure.ContactPolicy;
import java.util.List;

/**
 * What a decision is made from.
 *
 * @param campaigns that are active
 */
record Scene(List<Campaign> campaigns, ContactPolicy policy, Situation situation) {}
