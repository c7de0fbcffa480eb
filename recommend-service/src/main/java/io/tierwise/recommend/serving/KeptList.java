package io.tierwise.recommend.serving;

import io.tierwise.recommend.interaction.UserHistory;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An answer that one model filled from a user's deeds, kept beside them: a shop asks for it again
 * with page after page. In numbers, some 800 bytes for ten places; names, prices and words are
 * those of the moment of the answer. Immutable.
 */
final class KeptList implements UserHistory.Derived {
  private static final int MOST_PLACES = 20;

  private final List<Strategy> strategies;

  /** By number: a list that nobody asks for again must not hold a model that is gone. */
  private final long serving;

  private final long openings;
  private final Recommendations answer;

  /**
   * What a list comes from besides the deeds. Read before the list is made: what changes meanwhile
   * makes it one of another origin.
   *
   * @param openings of the catalogue: since then no item has come that might be better
   */
  record Origin(
      List<Strategy> strategies, int limit, Optional<LiveModel.Serving> serving, long openings) {
    /** 0 without a model. */
    private long servingNumber() {
      return serving.map(LiveModel.Serving::number).orElse(0L);
    }
  }

  private KeptList(Origin origin, Recommendations answer) {
    strategies = origin.strategies();
    serving = origin.servingNumber();
    openings = origin.openings();
    this.answer = answer;
  }

  /**
   * Whether lists of a wish are kept: those without conditions and rules, whoever asks for them.
   */
  static boolean isFor(Recommend.Wish wish) {
    return wish.limit() <= MOST_PLACES
        && wish.rules().equals(RankingRules.NONE)
        && wish.filters().equals(Filters.NONE);
  }

  /**
   * The list of an origin, to be shown where {@link #allPass}.
   *
   * @return null if there is none
   */
  static @Nullable KeptList of(UserHistory history, Origin origin) {
    return history.derived() instanceof KeptList list && list.isOf(origin) ? list : null;
  }

  /**
   * @param answer that fills all places and that only one model had a part in
   */
  static void keep(UserHistory history, Origin origin, Recommendations answer) {
    history.keep(new KeptList(origin, answer));
  }

  private boolean isOf(Origin origin) {
    return serving == origin.servingNumber()
        && openings == origin.openings()
        && answer.places().size() == origin.limit()
        && strategies.equals(origin.strategies());
  }

  /** Asked anew for each answer: items are hidden and sold out after a list was made. */
  boolean allPass(ItemFilter filter) {
    Places places = answer.places();
    for (int place = 0; place < places.size(); place++) {
      if (!filter.admits(places.item(place))) {
        return false;
      }
    }
    return true;
  }

  Recommendations answer() {
    return answer;
  }
}
