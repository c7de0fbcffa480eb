package io.tierwise.profile.lookup;

import io.tierwise.profile.identity.Cause;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Who is who around one user.
 *
 * @param keys all of them, the canonical one first
 * @param claims what events claimed about these keys, by key and time
 * @param decisions what people decided about them, newest first
 * @param moves of these keys, or to or from this user, newest first
 */
public record Identity(
    String root, List<Key> keys, List<Claim> claims, List<Decided> decisions, List<Moved> moves) {

  /**
   * Why something is as it is: an event, by its message id and what brought it, or a decision, by
   * its number, who made it, and the reason given.
   *
   * @param at when the event occurred, or the decision was made
   */
  public record Reason(
      Cause cause,
      Instant at,
      @Nullable String messageId,
      @Nullable String source,
      @Nullable Long decision,
      @Nullable String by,
      @Nullable String reason) {}

  /**
   * @param since when it moved to this user; null where it was never anywhere else
   * @param follows the key that its link leads to, where it has one that holds
   */
  public record Key(
      String key, @Nullable Instant since, @Nullable String follows, @Nullable Reason because) {}

  /** What became of a claim. */
  public enum State {
    HOLDS,
    /** An earlier event made another claim on the key. */
    PRECEDED,
    /** A person decided about the key. */
    OVERRULED,
    /** It would close a circle. */
    CUT
  }

  public record Claim(String key, String target, Reason because, State state) {}

  /**
   * @param target null for a split
   * @param holds false once there is a later decision about the key
   */
  public record Decided(
      long decision,
      String key,
      @Nullable String target,
      Instant at,
      String by,
      String reason,
      boolean holds) {}

  /**
   * A key that changed its canonical user.
   *
   * @param via the key whose link was set: this one, or one that it follows
   */
  public record Moved(String key, String from, String to, Instant at, String via, Reason because) {}
}
