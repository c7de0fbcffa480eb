package io.tierwise.recommend.intake;

import io.tierwise.recommend.interaction.HistoryNews;
import io.tierwise.recommend.interaction.UserHistories;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Drops the histories that other instances stored something for, so that they are read again when
 * they are asked for: the deed of a user reaches one instance, the next question any.
 *
 * <p>Nothing is held for longer than a look that the store has something newer for: what is dropped
 * after a look was read before it, and what is read after it has all that the look could see.
 */
public final class FollowHistories {
  /** News stay at least that long. */
  private static final Duration KEPT = Duration.ofMinutes(1);

  /** With room for clocks that run differently. */
  private static final Duration LONGEST_GAP = KEPT.dividedBy(2);

  private final HistoryNews news;
  private final UserHistories histories;
  private final Clock clock;
  private @Nullable String mark;
  private @Nullable String oldMark;
  private Instant lookedAt = Instant.MIN;
  private Instant tidiedAt = Instant.MIN;

  public FollowHistories(HistoryNews news, UserHistories histories, Clock clock) {
    this.news = news;
    this.histories = histories;
    this.clock = clock;
  }

  /** Called by one thread. A look that fails is made up for by the next. */
  public void follow() {
    Instant now = clock.instant();
    HistoryNews.News latest = news.since(mark);
    boolean mayHaveMissed = lookedAt.isBefore(clock.instant().minus(LONGEST_GAP));
    if (mayHaveMissed || latest.countless()) {
      histories.forgetAll();
    } else if (!latest.userIds().isEmpty()) {
      histories.forget(latest.userIds());
    }
    mark = latest.mark();
    lookedAt = now;
    if (tidiedAt.isBefore(now.minus(KEPT))) {
      tidiedAt = now;
      String old = oldMark;
      oldMark = mark;
      if (old != null) {
        news.removeUpTo(old);
      }
    }
  }
}
