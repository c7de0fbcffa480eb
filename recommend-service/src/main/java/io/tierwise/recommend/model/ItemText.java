package io.tierwise.recommend.model;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What an item says of itself.
 *
 * @param label name, brand and categories
 * @param description its {@link Terms#digest}; empty without one
 */
public record ItemText(String label, String description) {
  public static final ItemText NONE = new ItemText("", "");

  private static final int MAX_WORDS = 200;

  /**
   * A label says what an item is; a description also says what goes with it, whom it is for and how
   * it is sent.
   */
  private static final double OF_DESCRIPTION = 0.5;

  /**
   * Words with their weights: 1 + log n of one that the label has n times, where being in the
   * description counts half a time; a half of one that only the description has.
   */
  public Map<String, Double> words(Terms terms) {
    Map<String, Double> counts = new HashMap<>();
    List<String> told = terms.of(label);
    for (String word : told.subList(0, Math.min(MAX_WORDS, told.size()))) {
      counts.merge(word, 1.0, Double::sum);
    }
    for (String word : description.split(" ")) {
      if (!word.isEmpty()) {
        counts.merge(word, OF_DESCRIPTION, Double::sum);
      }
    }
    counts.replaceAll((_, count) -> count > 1 ? 1 + Math.log(count) : count);
    return counts;
  }
}
