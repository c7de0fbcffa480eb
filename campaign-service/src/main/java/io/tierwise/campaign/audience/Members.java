package io.tierwise.campaign.audience;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Port: everyone that profiles and tiers tell of. */
public interface Members {
  /**
   * Streams all members in the order of their ids.
   *
   * @param features that the conditions will ask for
   */
  void forEach(Collection<Feature> features, Consumer<Member> visitor);

  /** By any of the user's ids. */
  Optional<Member> find(String userId, Collection<Feature> features);

  /**
   * @param userIds that the users go by now
   */
  List<Member> findAll(Collection<String> userIds, Collection<Feature> features);

  /** Mean value of an order over all members; 0 before the first one. */
  double meanOrderValue();
}
