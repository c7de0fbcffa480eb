package io.tierwise.segmentation.rfm;

import java.util.List;
import java.util.stream.Stream;

/**
 * Which segment a score belongs to: a complete 5 x 5 grid over recency and the combined frequency
 * and monetary score, as data that a marketer may change.
 *
 * @param rows first the row of recency 5, last that of recency 1; in a row the combined scores 1..5
 */
public record SegmentGrid(List<List<String>> rows) {
  private static final int SIZE = QuantileScorer.SCORES;

  public SegmentGrid {
    rows = rows.stream().map(List::copyOf).toList();
    if (rows.size() != SIZE) {
      throw new IllegalArgumentException("the grid has " + rows.size() + " rows, it needs 5");
    }
    for (int i = 0; i < SIZE; i++) {
      List<String> row = rows.get(i);
      String where = "the row of recency " + (SIZE - i);
      if (row.size() != SIZE) {
        throw new IllegalArgumentException(where + " has " + row.size() + " cells, it needs 5");
      }
      for (String name : row) {
        if (name.isBlank() || name.equalsIgnoreCase(RfmSegment.PROSPECTS)) {
          throw new IllegalArgumentException(where + ": '" + name + "' cannot name a segment");
        }
      }
    }
  }

  /** The eleven segments. */
  public static SegmentGrid standard() {
    return new SegmentGrid(
        List.of(
            List.of(
                "New Customers",
                "Potential Loyalists",
                "Potential Loyalists",
                "Champions",
                "Champions"),
            List.of(
                "Promising",
                "Potential Loyalists",
                "Potential Loyalists",
                "Loyal Customers",
                "Champions"),
            List.of(
                "About To Sleep",
                "About To Sleep",
                "Need Attention",
                "Loyal Customers",
                "Loyal Customers"),
            List.of("Hibernating", "Hibernating", "At Risk", "At Risk", "Can't Lose Them"),
            List.of("Lost", "Lost", "At Risk", "Can't Lose Them", "Can't Lose Them")));
  }

  public String segmentOf(RfmScore score) {
    return rows.get(SIZE - score.recency()).get(score.frequencyMonetary() - 1);
  }

  /** Distinct names, in the order of the grid. */
  public List<String> names() {
    return rows.stream().flatMap(List::stream).distinct().toList();
  }

  /** As {@link #names()}, with that of the prospects at the end. */
  public List<String> namesWithProspects() {
    return Stream.concat(names().stream(), Stream.of(RfmSegment.PROSPECTS)).toList();
  }
}
