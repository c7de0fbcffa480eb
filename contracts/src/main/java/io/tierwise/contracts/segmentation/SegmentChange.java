package io.tierwise.contracts.segmentation;

import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * In which audiences, the segments by rule, a user is, and which were entered or left last. A
 * message may come again with the same or further changes; who counts changes knows one by its
 * sequence. A message without value means that the user is gone: erased, or merged into another.
 *
 * @param audiences all names at the time of sending, sorted
 * @param changes since the message before, oldest first
 */
public record SegmentChange(
    String schema, String userId, List<String> audiences, List<Change> changes) {
  public static final String SCHEMA = "segment-change/1";

  public SegmentChange {
    Objects.requireNonNull(userId, "userId");
    audiences = audiences == null ? List.of() : List.copyOf(audiences);
    changes = changes == null ? List.of() : List.copyOf(changes);
  }

  /**
   * @param sequence ascending, unique in the installation
   */
  public record Change(long sequence, String audience, Move move, Instant at) {}

  public enum Move {
    ENTERED,
    LEFT
  }
}
