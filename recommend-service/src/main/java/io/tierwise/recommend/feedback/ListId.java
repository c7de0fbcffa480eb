package io.tierwise.recommend.feedback;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The id of a list that somebody was shown. It says itself where the list came from, so that an
 * impression or a click needs no record of the answer to be attributed.
 *
 * @param strategy that the first item came from
 * @param modelVersion "none" as long as nothing was trained
 * @param unique tells the lists of a placement apart
 */
public record ListId(
    String placement, String variant, String strategy, String modelVersion, String unique) {
  private static final String FORMAT = "r1";
  private static final Pattern PART = Pattern.compile("[A-Za-z0-9-]{1,60}");
  private static final int PARTS = 6;

  public ListId {
    for (String part : new String[] {placement, variant, strategy, modelVersion, unique}) {
      if (!PART.matcher(part).matches()) {
        throw new IllegalArgumentException("'" + part + "' is no part of a list id");
      }
    }
  }

  /** Empty for an id that some other list has. */
  public static Optional<ListId> parse(String text) {
    String[] parts = text.split("\\.", -1);
    if (parts.length != PARTS || !parts[0].equals(FORMAT)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new ListId(parts[1], parts[2], parts[3], parts[4], parts[5]));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  @Override
  public String toString() {
    return String.join(".", FORMAT, placement, variant, strategy, modelVersion, unique);
  }
}
