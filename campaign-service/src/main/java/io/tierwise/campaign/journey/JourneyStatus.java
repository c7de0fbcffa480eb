package io.tierwise.campaign.journey;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Of a journey. */
public enum JourneyStatus {
  DRAFT,
  ACTIVE,
  /** Nobody enters, and whoever is on the way stands still. */
  PAUSED,
  ENDED;

  /** What people do to it. */
  public enum Move {
    ACTIVATE,
    PAUSE,
    END
  }

  public Optional<JourneyStatus> after(Move move) {
    return switch (move) {
      case ACTIVATE -> this == DRAFT || this == PAUSED ? Optional.of(ACTIVE) : Optional.empty();
      case PAUSE -> this == ACTIVE ? Optional.of(PAUSED) : Optional.empty();
      case END -> this == ACTIVE || this == PAUSED ? Optional.of(ENDED) : Optional.empty();
    };
  }

  /** As in requests and answers. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<JourneyStatus> of(String id) {
    return Stream.of(values()).filter(status -> status.id().equals(id)).findFirst();
  }
}
