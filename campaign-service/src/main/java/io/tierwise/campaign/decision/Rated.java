package io.tierwise.campaign.decision;

import java.util.List;

/**
 * Offers with what they are worth, the best first.
 *
 * @param degraded what was not known, so that the values are poorer for it
 */
record Rated(List<Option> options, List<String> degraded) {}
