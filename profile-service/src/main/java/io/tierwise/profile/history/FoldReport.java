package io.tierwise.profile.history;

import java.util.List;

/**
 * What became of a poll.
 *
 * @param folded new to the ledger
 * @param duplicates known to the ledger, or twice in the poll
 */
public record FoldReport(int folded, int duplicates, List<Rejection> rejections) {
  public FoldReport {
    rejections = List.copyOf(rejections);
  }

  /**
   * @param position of the message in the poll
   */
  public record Rejection(int position, String field, String code, String message) {}
}
