package io.tierwise.segmentation.run;

import io.tierwise.segmentation.tier.MigrationMatrix;
import io.tierwise.segmentation.tier.ValueTier;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: who moves between two runs, or from where everybody stands now to a run. */
public interface RunComparisons {
  record Mover(
      String userId, @Nullable ValueTier from, @Nullable ValueTier to, BigDecimal revenue) {}

  MigrationMatrix between(UUID from, UUID to);

  MigrationMatrix fromCurrent(UUID to);

  /** Those with the most revenue first. */
  List<Mover> moversFromCurrent(UUID to, int limit);
}
