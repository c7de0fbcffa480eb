package io.tierwise.recommend.feedback;

import java.time.Instant;

/**
 * Somebody saw a list, or clicked an item of it. Told twice, it counts once.
 *
 * @param userId the user key that the event came with, before any merge
 * @param itemId what was clicked; empty for a list that was shown
 */
public record Touch(String userId, ListId list, Kind kind, String itemId, Instant occurredAt) {

  /** Stored by its code. */
  public enum Kind {
    SHOWN(1),
    CLICKED(2);

    private final short code;

    Kind(int code) {
      this.code = (short) code;
    }

    public short code() {
      return code;
    }
  }

  public static Touch shown(String userId, ListId list, Instant at) {
    return new Touch(userId, list, Kind.SHOWN, "", at);
  }

  public static Touch clicked(String userId, ListId list, String itemId, Instant at) {
    return new Touch(userId, list, Kind.CLICKED, itemId, at);
  }
}
