package io.tierwise.profile.identity;

import io.tierwise.profile.event.Action;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.event.UserEvent;
import java.util.Comparator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement that what was known as {@code alias} is the user {@code target}; that a key stands
 * alone is a claim on itself.
 *
 * @param source what brought the event; null for a decision
 * @param decision the number of the decision of a person, rising; 0 for the claim of an event
 */
public record IdentityClaim(
    String alias, String target, Stamp stamp, Cause cause, @Nullable String source, long decision) {
  private static final Comparator<IdentityClaim> PRECEDENCE =
      Comparator.comparingLong(IdentityClaim::decision)
          .reversed()
          .thenComparing(IdentityClaim::stamp)
          .thenComparing(IdentityClaim::target)
          .thenComparing(IdentityClaim::alias);

  public IdentityClaim {
    boolean manual = cause == Cause.MERGE || cause == Cause.SPLIT;
    if (manual != (decision > 0) || alias.equals(target) != (cause == Cause.SPLIT)) {
      throw new IllegalArgumentException(
          cause + " of " + alias + " into " + target + " by decision " + decision);
    }
  }

  /** Nobody can be merged into a visitor without user id. */
  public static Stream<IdentityClaim> of(UserEvent event) {
    if (event.formerKeys().isEmpty() || AnonymousKeys.isAnonymous(event.userKey())) {
      return Stream.empty();
    }
    Cause cause = event.action() == Action.IDENTIFIED ? Cause.IDENTIFY : Cause.ALIAS;
    return event.formerKeys().stream()
        .filter(key -> !key.equals(event.userKey()))
        .map(
            key ->
                new IdentityClaim(key, event.userKey(), event.stamp(), cause, event.source(), 0));
  }

  /** By decision {@code number}, {@code key} follows {@code target} from now on, or itself. */
  public static IdentityClaim decided(String key, @Nullable String target, Stamp at, long number) {
    return target == null
        ? new IdentityClaim(key, key, at, Cause.SPLIT, null, number)
        : new IdentityClaim(key, target, at, Cause.MERGE, null, number);
  }

  public boolean byHand() {
    return decision > 0;
  }

  /**
   * Of two claims the one that holds, whichever arrives first: a decision before the claim of an
   * event, the later decision before the earlier one, the earlier event before the later one.
   */
  public boolean precedes(IdentityClaim other) {
    return PRECEDENCE.compare(this, other) < 0;
  }
}
