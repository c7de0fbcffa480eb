package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.UserHistory;
import io.tierwise.recommend.model.Contribution;
import io.tierwise.recommend.model.Explanation;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A list that one model filled from a user's deeds, kept beside them: a shop asks for it again with
 * page after page. In numbers, some 600 bytes for ten places; names, prices and words are those of
 * the moment of the answer. Immutable.
 */
final class KeptList implements UserHistory.Derived, Places {
  private static final int MOST_PLACES = 20;

  private final List<Strategy> strategies;

  /** By number: a list that nobody asks for again must not hold a model that is gone. */
  private final long serving;

  private final long openings;
  private final Strategy source;
  private final int[] items;
  private final double[] scores;

  /** The reasons of a place at [start[place], start[place + 1]). */
  private final byte[] start;

  private final int[] because;
  private final byte[] kinds;
  private final double[] shares;

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

  private KeptList(Origin origin, Shelf shelf, List<Explanation> explained) {
    int places = shelf.size();
    int reasons = explained.stream().mapToInt(each -> each.largest().size()).sum();
    strategies = origin.strategies();
    serving = origin.servingNumber();
    openings = origin.openings();
    source = shelf.source(0);
    items = new int[places];
    scores = new double[places];
    start = new byte[places + 1];
    because = new int[reasons];
    kinds = new byte[reasons];
    shares = new double[reasons];
    int at = 0;
    for (int place = 0; place < places; place++) {
      items[place] = shelf.item(place);
      scores[place] = shelf.score(place);
      Explanation why = explained.get(place);
      for (Contribution part : why.largest()) {
        because[at] = part.item();
        kinds[at] = part.kind().code();
        shares[at++] = part.score() / why.total();
      }
      start[place + 1] = (byte) at;
    }
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

  /** Keeps a list unless others than one model had a part in it. */
  static void keep(UserHistory history, Origin origin, Shelf shelf, Reasons reasons) {
    List<Explanation> explained = shelf.size() == 0 ? List.of() : reasons.ofOneModel();
    if (!explained.isEmpty()) {
      history.keep(new KeptList(origin, shelf, explained));
    }
  }

  private boolean isOf(Origin origin) {
    return serving == origin.servingNumber()
        && openings == origin.openings()
        && items.length == origin.limit()
        && strategies.equals(origin.strategies());
  }

  /** Asked anew for each answer: items are hidden and sold out after a list was made. */
  boolean allPass(ItemFilter filter) {
    for (int item : items) {
      if (!filter.admits(item)) {
        return false;
      }
    }
    return true;
  }

  List<Reason> reasons(int place, Catalogue catalogue) {
    List<Reason> reasons = new ArrayList<>(start[place + 1] - start[place]);
    for (int at = start[place]; at < start[place + 1]; at++) {
      reasons.add(
          Reasons.because(InteractionKind.of(kinds[at]), because[at], shares[at], catalogue));
    }
    return reasons;
  }

  @Override
  public int size() {
    return items.length;
  }

  @Override
  public int item(int place) {
    return items[place];
  }

  @Override
  public double score(int place) {
    return scores[place];
  }

  @Override
  public Strategy source(int place) {
    return source;
  }
}
