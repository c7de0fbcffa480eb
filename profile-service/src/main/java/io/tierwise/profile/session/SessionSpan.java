package io.tierwise.profile.session;

import java.time.Duration;
import java.time.Instant;

/**
 * One session.
 *
 * @param sessionId the client's; empty for one that is bounded by pauses
 * @param last not before {@code first}
 */
public record SessionSpan(String sessionId, Instant first, Instant last) {
  public SessionSpan {
    if (last.isBefore(first)) {
      throw new IllegalArgumentException("session from " + first + " to " + last);
    }
  }

  public boolean hasClientId() {
    return !sessionId.isEmpty();
  }

  public Duration length() {
    return Duration.between(first, last);
  }
}
