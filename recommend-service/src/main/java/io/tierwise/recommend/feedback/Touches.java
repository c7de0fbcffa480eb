package io.tierwise.recommend.feedback;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Impressions and clicks of lists, and what they led to. */
public interface Touches {
  /** Within which a purchase of a clicked item counts for the click. */
  Duration WINDOW = Duration.ofDays(7);

  /** Keeps what is new. */
  void record(List<Touch> touches);

  /** How the lists of each placement were received since an instant. */
  Map<String, List<VariantClicks>> clicksByVariant(Instant since);

  /**
   * What the lists shown in [from, to) led to. A purchase counts for the last click on its item
   * within {@link #WINDOW}, once, unless its order was undone.
   */
  List<Figures> figures(String placement, Instant from, Instant to);

  /**
   * What users did after the first list that they were shown in [from, to), by its variant: a
   * person counts once, whichever lists came later, and an order counts within {@link #WINDOW},
   * whatever it is attributed to, unless it was undone.
   */
  List<VariantOutcome> outcomes(String placement, Instant from, Instant to);

  /**
   * @param clickedLists lists of which an item was clicked
   */
  record VariantClicks(String variant, long lists, long clickedLists) {}

  /**
   * Of one variant and strategy.
   *
   * @param lists shown
   * @param users who were shown one
   * @param clicks on items, each item of a list once
   * @param clickers users who clicked
   * @param orders with an item that was clicked before
   * @param buyers users with such an order
   * @param revenue of the lines with such items, in the base currency
   */
  record Figures(
      String variant,
      String strategy,
      String modelVersion,
      long lists,
      long users,
      long clickedLists,
      long clicks,
      long clickers,
      long orders,
      long buyers,
      BigDecimal revenue) {}
}
