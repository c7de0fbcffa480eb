package io.tierwise.ingest.validation;

/**
 * How large one event may be.
 *
 * @param bytes of its JSON
 * @param depth objects and arrays within one another, the event itself being the first
 * @param fields of one object
 * @param values in the whole event
 */
public record EventLimits(int bytes, int depth, int fields, int values) {
  /** The event, its properties, and ten levels below them. */
  private static final int DEPTH = 12;

  private static final int FIELDS = 300;

  /** A value takes at least two bytes; real events take eight and more for each. */
  public static EventLimits ofBytes(int bytes) {
    return new EventLimits(bytes, DEPTH, FIELDS, bytes / 8);
  }

  public EventLimits {
    if (bytes < 1 || depth < 1 || fields < 1 || values < 1) {
      throw new IllegalArgumentException(
          "limits must be positive: " + bytes + ", " + depth + ", " + fields + ", " + values);
    }
  }
}
