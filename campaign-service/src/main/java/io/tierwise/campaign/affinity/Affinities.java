package io.tierwise.campaign.affinity;

import java.util.List;

/** Port: asks for affinities. Never fails: what cannot be had is unknown, with a warning. */
public interface Affinities {
  AffinityTable of(List<String> userIds, List<OfferProducts> offers);
}
