package io.tierwise.profile.session;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The sessions of one user as a set of intervals. Events under one client session id are one
 * session, however far apart; the others belong together when no pause between them is longer than
 * the gap. The result depends on the set of events only: an event that falls between two sessions
 * joins them.
 */
public final class SessionSpans {
  private static final int COMPACT_AT = 4_096;
  private static final Comparator<SessionSpan> ORDER =
      Comparator.comparing(SessionSpan::sessionId).thenComparing(SessionSpan::first);

  private final Duration gap;
  private List<SessionSpan> spans = new ArrayList<>();
  private boolean merged = true;
  private int compactAt = COMPACT_AT;

  /**
   * @param gap the longest pause within a session
   */
  public SessionSpans(Duration gap) {
    this.gap = gap;
  }

  public void add(@Nullable String sessionId, Instant at) {
    add(new SessionSpan(sessionId == null ? "" : sessionId, at, at));
  }

  public void addAll(Collection<SessionSpan> others) {
    others.forEach(this::add);
  }

  private void add(SessionSpan span) {
    spans.add(span);
    merged = spans.size() == 1;
    if (spans.size() >= compactAt) {
      spans = merge(spans, gap);
      compactAt = Math.max(COMPACT_AT, 2 * spans.size());
    }
  }

  public boolean isEmpty() {
    return spans.isEmpty();
  }

  /** Disjoint, sorted by session id and start. */
  public List<SessionSpan> merged() {
    if (!merged) {
      spans = merge(spans, gap);
      merged = true;
    }
    return List.copyOf(spans);
  }

  private static List<SessionSpan> merge(List<SessionSpan> spans, Duration gap) {
    List<SessionSpan> sorted = new ArrayList<>(spans);
    sorted.sort(ORDER);
    List<SessionSpan> merged = new ArrayList<>();
    for (SessionSpan next : sorted) {
      SessionSpan open = merged.isEmpty() ? null : merged.getLast();
      if (open != null && belongTogether(open, next, gap)) {
        Instant last = open.last().isAfter(next.last()) ? open.last() : next.last();
        merged.set(merged.size() - 1, new SessionSpan(open.sessionId(), open.first(), last));
      } else {
        merged.add(next);
      }
    }
    return merged;
  }

  private static boolean belongTogether(SessionSpan open, SessionSpan next, Duration gap) {
    return open.sessionId().equals(next.sessionId())
        && (open.hasClientId() || !next.first().isAfter(open.last().plus(gap)));
  }
}
