package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ingest.BehaviorEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Events of one user without a long pause, which is how a peer knows a session. */
record PeerSession(String user, Instant first, Instant last) {
  static final Duration GAP = Duration.ofMinutes(30);

  static List<PeerSession> of(List<BehaviorEvent> events) {
    List<BehaviorEvent> sorted = new ArrayList<>(events);
    sorted.sort(
        Comparator.comparing(BehaviorEvent::userKey).thenComparing(BehaviorEvent::occurredAt));
    List<PeerSession> sessions = new ArrayList<>();
    for (BehaviorEvent event : sorted) {
      String user = event.userKey();
      Instant at = event.occurredAt();
      PeerSession open = sessions.isEmpty() ? null : sessions.getLast();
      if (open != null && open.user.equals(user) && !at.isAfter(open.last.plus(GAP))) {
        sessions.set(sessions.size() - 1, new PeerSession(user, open.first, at));
      } else {
        sessions.add(new PeerSession(user, at, at));
      }
    }
    return sessions;
  }
}
