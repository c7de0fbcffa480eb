package io.tierwise.campaign.pressure;

import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: where users live, as far as their profiles say. */
public interface Whereabouts {
  record Place(@Nullable String timezone, @Nullable String country) {
    static final Place UNKNOWN = new Place(null, null);
  }

  /**
   * @param userIds any of the users' ids
   * @return by those ids; those without profile are absent
   */
  Map<String, Place> of(Collection<String> userIds);
}
