package io.tierwise.profile.identity;

import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.event.UserEvent;
import java.util.Comparator;
import java.util.stream.Stream;

/** An event's statement that what was known as {@code alias} is the user {@code target}. */
public record IdentityClaim(String alias, String target, Stamp stamp) {
  private static final Comparator<IdentityClaim> PRECEDENCE =
      Comparator.comparing(IdentityClaim::stamp).thenComparing(IdentityClaim::target);

  /** Nobody can be merged into a visitor without user id. */
  public static Stream<IdentityClaim> of(UserEvent event) {
    if (AnonymousKeys.isAnonymous(event.userKey())) {
      return Stream.empty();
    }
    return event.formerKeys().stream()
        .filter(key -> !key.equals(event.userKey()))
        .map(key -> new IdentityClaim(key, event.userKey(), event.stamp()));
  }

  /** The earlier claim on a key holds, whichever arrives first. */
  public boolean precedes(IdentityClaim other) {
    return PRECEDENCE.compare(this, other) < 0;
  }
}
