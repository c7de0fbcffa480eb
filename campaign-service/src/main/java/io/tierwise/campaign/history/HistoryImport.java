package io.tierwise.campaign.history;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An import and what came of it.
 *
 * @param counts by outcome: {@code campaign}, {@code contact}, {@code coupon} and {@code
 *     redemption} are new ones, {@code unchanged} were there before, {@code rejected} were refused
 * @param rejections the first of those refused
 */
public record HistoryImport(
    String id,
    State state,
    Map<String, Long> counts,
    List<Rejection> rejections,
    @Nullable String failure,
    Instant createdAt,
    Instant updatedAt) {
  public static final int REJECTIONS_KEPT = 100;
  private static final Duration SILENCE = Duration.ofMinutes(5);

  /** How far it is. */
  public enum State {
    RUNNING,
    SUCCEEDED,
    /** What was read before stays; sending the same again does the rest. */
    FAILED
  }

  /**
   * @param line from 1
   */
  public record Rejection(long line, String field, String code, String message) {}

  public HistoryImport {
    counts = Map.copyOf(counts);
    rejections = List.copyOf(rejections);
  }

  /** As it stands: one that has said nothing for minutes went down with its process. */
  public HistoryImport at(Instant now) {
    return state == State.RUNNING && updatedAt.plus(SILENCE).isBefore(now)
        ? new HistoryImport(
            id, State.FAILED, counts, rejections, "it was interrupted", createdAt, updatedAt)
        : this;
  }
}
