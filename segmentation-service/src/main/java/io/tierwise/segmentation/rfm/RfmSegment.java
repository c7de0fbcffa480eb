package io.tierwise.segmentation.rfm;

import java.util.List;
import java.util.Locale;

/**
 * The segments of the standard grid and what they mean. A grid may use other names too, so a
 * segment is known by its name everywhere else.
 */
public enum RfmSegment {
  CHAMPIONS("Champions", "Bought recently, often and for much"),
  LOYAL_CUSTOMERS("Loyal Customers", "Buy regularly and for much"),
  POTENTIAL_LOYALISTS("Potential Loyalists", "Recent customers who have bought more than once"),
  NEW_CUSTOMERS("New Customers", "Bought very recently for the first time"),
  PROMISING("Promising", "Bought recently, little so far"),
  NEED_ATTENTION("Need Attention", "Middling in every way; could go either way"),
  ABOUT_TO_SLEEP("About To Sleep", "Below the middle; lost soon if nothing happens"),
  AT_RISK("At Risk", "Bought often or for much, but long ago"),
  CANT_LOSE_THEM("Can't Lose Them", "Once among the best, not seen for long"),
  HIBERNATING("Hibernating", "Bought little, long ago"),
  LOST("Lost", "Bought least, longest ago");

  /** The segment of those without an order; part of no grid. */
  public static final String PROSPECTS = "Prospects";

  private final String label;
  private final String meaning;

  RfmSegment(String label, String meaning) {
    this.label = label;
    this.meaning = meaning;
  }

  public String label() {
    return label;
  }

  /** What a segment of that name stands for; empty for a name that somebody made up. */
  public static String meaning(String label) {
    if (label.toLowerCase(Locale.ROOT).equals(PROSPECTS.toLowerCase(Locale.ROOT))) {
      return "Known, but without an order so far";
    }
    return List.of(values()).stream()
        .filter(segment -> segment.label.equals(label))
        .map(segment -> segment.meaning)
        .findFirst()
        .orElse("");
  }
}
