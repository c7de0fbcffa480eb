package io.tierwise.segmentation.run;

import io.tierwise.segmentation.tier.TierDefinition;
import io.tierwise.segmentation.tier.TierPolicy;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Port: the tier policy that people edit. */
public interface TierPolicies {
  /** The standard policy until somebody changes it. */
  TierPolicy current();

  /**
   * @param expectedVersion null to replace whatever is there
   */
  Replacement replace(
      List<TierDefinition> tiers, @Nullable Long expectedVersion, String by, Instant at);

  /** What became of an edit. */
  sealed interface Replacement {
    record Replaced(TierPolicy policy) implements Replacement {}

    /** Somebody else changed it in between. */
    record Stale(long version) implements Replacement {}
  }
}
