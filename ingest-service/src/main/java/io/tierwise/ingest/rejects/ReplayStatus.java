package io.tierwise.ingest.rejects;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Arrays;
import java.util.Locale;

/** What became of a rejected event. */
public enum ReplayStatus {
  OPEN,
  ACCEPTED,
  REJECTED_AGAIN;

  @JsonValue
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /**
   * @throws IllegalArgumentException if it is none of them
   */
  @JsonCreator
  public static ReplayStatus of(String label) {
    return Arrays.stream(values())
        .filter(status -> status.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "'" + label + "' is none of open, accepted, rejected-again"));
  }
}
