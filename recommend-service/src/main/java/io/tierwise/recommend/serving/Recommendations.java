package io.tierwise.recommend.serving;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An answer.
 *
 * @param strategy that the first item comes from; the one asked for where there are no items
 * @param modelVersion null as long as nothing was trained
 * @param fallback whether no item comes from the strategy that was asked for
 * @param historyKnown false if the user's history could not be read: then nothing is personal, and
 *     purchases of the user could not be filtered
 */
public record Recommendations(
    Strategy strategy,
    @Nullable String modelVersion,
    boolean fallback,
    boolean historyKnown,
    Places places) {
  /** The places in words. */
  public List<RecommendedItem> items() {
    return places.items();
  }
}
