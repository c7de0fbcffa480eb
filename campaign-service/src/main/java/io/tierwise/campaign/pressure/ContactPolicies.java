package io.tierwise.campaign.pressure;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: the contact policy that holds. */
public interface ContactPolicies {
  /**
   * @param version grows with every change
   */
  record Stored(ContactPolicy policy, long version, Instant updatedAt) {}

  Stored current();

  /**
   * Holds for every contact from its return on.
   *
   * @param version that was read; null to replace any
   * @return empty if that version is not the current one
   */
  Optional<Stored> replace(@Nullable Long version, ContactPolicy policy, Instant now);
}
