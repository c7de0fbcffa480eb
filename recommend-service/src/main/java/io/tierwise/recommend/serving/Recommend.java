package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.HistoriesUnavailable;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.interaction.UserHistory;
import io.tierwise.recommend.model.Algorithm;
import io.tierwise.recommend.model.RecommendationModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Recommends items to users and anonymous sessions, from their current history: what they did a
 * moment ago counts. Never empty while the catalogue has an item that passes the filters.
 */
public final class Recommend {
  private final UserHistories histories;
  private final StrengthWeights weights;
  private final LiveModel live;
  private final Shelves shelves;
  private final Workspaces workspaces = new Workspaces();
  private final LongAdder answersFromKept = new LongAdder();

  public Recommend(
      UserHistories histories,
      StrengthWeights weights,
      LiveModel live,
      LiveDemand demand,
      SegmentDemand segments,
      Catalogue catalogue,
      boolean requireCatalogue) {
    this.histories = histories;
    this.weights = weights;
    this.live = live;
    this.shelves = new Shelves(catalogue, demand, segments, requireCatalogue);
  }

  /**
   * @param strategies where to look, in this order; what they cannot fill comes from the others
   * @param limit how many items, 1..100
   */
  public record Wish(List<Strategy> strategies, int limit, Filters filters, RankingRules rules) {
    public Wish {
      strategies = List.copyOf(strategies);
    }

    public Wish(Strategy strategy, int limit, Filters filters) {
      this(List.of(strategy), limit, filters, RankingRules.NONE);
    }
  }

  public Recommendations forUser(String userId, Wish wish) {
    return forPlacement(userId, List.of(), wish);
  }

  /**
   * One answer per user, in the order of the ids; at most one round trip to the store. If that does
   * not answer, those whose histories are held are answered from them all the same.
   */
  public Map<String, Recommendations> forUsers(Set<String> userIds, Wish wish) {
    Map<String, UserHistory> known;
    try {
      known = histories.of(userIds);
    } catch (HistoriesUnavailable e) {
      known = histories.held(userIds);
    }
    Map<String, Recommendations> answers = new LinkedHashMap<>();
    for (String userId : userIds) {
      UserHistory history = known.getOrDefault(userId, UserHistory.EMPTY);
      answers.put(userId, answer(history, List.of(), wish, known.containsKey(userId)));
    }
    return answers;
  }

  /**
   * @param itemIds that the session is about, oldest first; unknown ones are passed over, and none
   *     is recommended back
   */
  public Recommendations forSession(List<String> itemIds, Wish wish) {
    return answer(UserHistory.EMPTY, itemIds, wish, true);
  }

  /**
   * @param userId null for somebody of whom nothing is known but the items
   * @param itemIds that the list stands beside, oldest first; none is recommended back
   */
  public Recommendations forPlacement(@Nullable String userId, List<String> itemIds, Wish wish) {
    UserHistory history = UserHistory.EMPTY;
    boolean historyKnown = true;
    try {
      history = userId == null ? history : histories.of(userId);
    } catch (HistoriesUnavailable e) {
      historyKnown = false;
    }
    return answer(history, itemIds, wish, historyKnown);
  }

  private Recommendations answer(
      UserHistory history, List<String> itemIds, Wish wish, boolean historyKnown) {
    KeptList.Origin origin = origin(wish);
    boolean keeps = itemIds.isEmpty() && !history.isEmpty() && KeptList.isFor(wish);
    KeptList kept = keeps ? KeptList.of(history, origin) : null;
    if (kept != null && kept.allPass(shelves.filter(wish.filters(), history))) {
      answersFromKept.increment();
      return kept.answer();
    }
    return workspaces.with(
        shelves.catalogue().size(),
        workspace -> {
          Strengths user = history.strengths(weights, workspace.strengths());
          Strengths about = about(itemIds);
          if (history.isEmpty()) {
            for (int i = 0; i < about.size(); i++) {
              user.add(about.item(i), weights.view() * about.value(i), InteractionKind.VIEW);
            }
          }
          Shelf shelf =
              shelves.shelf(
                  wish.limit(),
                  itemIds.isEmpty() ? wish.filters() : wish.filters().excluding(itemIds),
                  wish.rules(),
                  history,
                  user);
          Sought sought = new Sought(user, about, history.segment(), workspace.scores());
          Reasons reasons = fill(shelf, origin, sought);
          Recommendations answer =
              new ShelfReader(shelves.catalogue())
                  .read(shelf, origin.strategies(), origin.serving(), historyKnown, reasons);
          if (keeps && reasons.areOfOneModel()) {
            KeptList.keep(history, origin, answer);
          }
          return answer;
        });
  }

  /** Items that come more than once count more, with diminishing returns. */
  private Strengths about(List<String> itemIds) {
    if (itemIds.isEmpty()) {
      return new Strengths(0);
    }
    Map<Integer, Integer> views = new LinkedHashMap<>();
    for (String itemId : itemIds) {
      OptionalInt item = shelves.catalogue().find(itemId);
      item.ifPresent(number -> views.merge(number, 1, Integer::sum));
    }
    Strengths about = new Strengths();
    views.forEach(
        (item, count) -> about.add(item, Math.log1p(count) / Math.log(2), InteractionKind.VIEW));
    return about;
  }

  private KeptList.Origin origin(Wish wish) {
    Optional<LiveModel.Serving> serving = live.current();
    Algorithm primary = model(serving).primary();
    List<Strategy> strategies = new ArrayList<>(wish.strategies().size());
    for (Strategy strategy : wish.strategies()) {
      strategies.add(strategy.with(primary));
    }
    return new KeptList.Origin(strategies, wish.limit(), serving, shelves.catalogue().openings());
  }

  private static RecommendationModel model(Optional<LiveModel.Serving> serving) {
    return serving.map(LiveModel.Serving::model).orElseGet(RecommendationModel::empty);
  }

  private Reasons fill(Shelf shelf, KeptList.Origin origin, Sought sought) {
    shelves.fill(shelf, Strategy.chain(origin.strategies()), origin.serving(), sought);
    FreshItems fresh = origin.serving().map(LiveModel.Serving::fresh).orElse(FreshItems.NONE);
    return new Reasons(shelves.catalogue(), model(origin.serving()), fresh, sought, shelf);
  }

  /** How many answers came from lists that were kept. */
  public long answersFromKept() {
    return answersFromKept.sum();
  }
}
