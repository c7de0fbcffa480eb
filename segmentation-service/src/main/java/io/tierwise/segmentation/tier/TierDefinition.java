package io.tierwise.segmentation.tier;

import java.util.List;
import java.util.Map;

/**
 * What a marketer says about one tier.
 *
 * @param attributes free key figures, such as a colour or a discount
 * @param benefits what its customers get
 */
public record TierDefinition(
    String name, String description, Map<String, String> attributes, List<String> benefits) {
  public static final int MAX_NAME = 40;
  public static final int MAX_TEXT = 500;
  public static final int MAX_ENTRIES = 50;

  public TierDefinition {
    attributes = Map.copyOf(attributes);
    benefits = List.copyOf(benefits);
    if (name.isBlank() || name.length() > MAX_NAME || !name.equals(name.strip())) {
      throw new IllegalArgumentException(
          "name: '" + name + "' is not 1 to " + MAX_NAME + " characters without outer blanks");
    }
    if (name.chars().anyMatch(Character::isISOControl)) {
      throw new IllegalArgumentException("name: has a control character");
    }
    if (description.length() > MAX_TEXT) {
      throw new IllegalArgumentException(
          "description: has " + description.length() + " characters, at most 500 are taken");
    }
    if (attributes.size() > MAX_ENTRIES || benefits.size() > MAX_ENTRIES) {
      throw new IllegalArgumentException("a tier takes at most 50 attributes and 50 benefits");
    }
    for (String text : benefits) {
      if (text.isBlank() || text.length() > MAX_TEXT) {
        throw new IllegalArgumentException("benefits: one is empty or above 500 characters");
      }
    }
  }
}
