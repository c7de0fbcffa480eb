package io.tierwise.profile.publication;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where features go. */
public interface FeatureChannel {
  /**
   * Sends all and waits for the broker.
   *
   * @return the keys that the broker has acknowledged
   */
  Set<String> send(List<Publication> publications, Instant asOf);

  /**
   * @param facts null where the key is no user any more
   */
  record Publication(String userKey, @Nullable ProfileFacts facts) {}
}
