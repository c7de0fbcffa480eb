package io.tierwise.campaign.journey;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Port: what items cost and whether they are there, as the catalogue told last. */
public interface Items {
  /**
   * Keeps what is newer than what is kept, and tells what that changed, all or nothing.
   *
   * @param items at most one state of each
   */
  void keep(List<ItemState> items, Consumer<List<ItemChange>> changed);

  record ItemState(
      String itemId,
      @Nullable String name,
      @Nullable BigDecimal price,
      boolean inStock,
      Instant at) {}
}
