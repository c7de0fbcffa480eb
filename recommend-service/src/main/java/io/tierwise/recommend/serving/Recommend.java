package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.HistoriesUnavailable;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.interaction.UserHistory;
import io.tierwise.recommend.model.Contribution;
import io.tierwise.recommend.serving.Workspaces.Workspace;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/**
 * Recommends items to users and anonymous sessions, from their current history: what they did a
 * moment ago counts. Never empty while the catalogue has an item that passes the filters.
 */
public final class Recommend {
  private static final int REASONS = 3;

  private final UserHistories histories;
  private final StrengthWeights weights;
  private final LiveModel live;
  private final Shelves shelves;
  private final Workspaces workspaces = new Workspaces();

  public Recommend(
      UserHistories histories,
      StrengthWeights weights,
      LiveModel live,
      LiveDemand demand,
      Catalogue catalogue,
      boolean requireCatalogue) {
    this.histories = histories;
    this.weights = weights;
    this.live = live;
    this.shelves = new Shelves(catalogue, demand, requireCatalogue);
  }

  /**
   * @param strategy one of {@link Strategy#REQUESTABLE}
   * @param limit how many items, 1..100
   */
  public record Wish(Strategy strategy, int limit, Filters filters) {}

  public Recommendations forUser(String userId, Wish wish) {
    return forUsers(Set.of(userId), wish).values().iterator().next();
  }

  /** One answer per user, in the order of the ids; at most one round trip to the store. */
  public Map<String, Recommendations> forUsers(Set<String> userIds, Wish wish) {
    Map<String, UserHistory> known = new HashMap<>();
    boolean historyKnown = true;
    try {
      known.putAll(histories.of(userIds));
    } catch (HistoriesUnavailable e) {
      historyKnown = false;
    }
    Map<String, Recommendations> answers = new LinkedHashMap<>();
    for (String userId : userIds) {
      UserHistory history = known.getOrDefault(userId, UserHistory.EMPTY);
      answers.put(userId, answer(history, wish, historyKnown));
    }
    return answers;
  }

  private Recommendations answer(UserHistory history, Wish wish, boolean historyKnown) {
    Optional<LiveModel.Serving> serving = live.current();
    return workspaces.with(
        shelves.catalogue().size(),
        workspace -> {
          history.strengths(weights, workspace.strengths());
          Shelf shelf = shelves.shelf(wish.limit(), wish.filters(), history.purchased());
          return filled(shelf, wish.strategy(), serving, workspace, historyKnown);
        });
  }

  /**
   * @param itemIds that the session is about, oldest first; unknown ones are passed over, and none
   *     is recommended back
   */
  public Recommendations forSession(List<String> itemIds, Wish wish) {
    Optional<LiveModel.Serving> serving = live.current();
    return workspaces.with(
        shelves.catalogue().size(),
        workspace -> {
          Map<Integer, Integer> views = new LinkedHashMap<>();
          for (String itemId : itemIds) {
            OptionalInt item = shelves.catalogue().find(itemId);
            item.ifPresent(number -> views.merge(number, 1, Integer::sum));
          }
          views.forEach(
              (item, count) ->
                  workspace
                      .strengths()
                      .add(
                          item,
                          weights.view() * Math.log1p(count) / Math.log(2),
                          InteractionKind.VIEW));
          Shelf shelf = shelves.shelf(wish.limit(), wish.filters().excluding(itemIds), new int[0]);
          return filled(shelf, wish.strategy(), serving, workspace, true);
        });
  }

  private Recommendations filled(
      Shelf shelf,
      Strategy strategy,
      Optional<LiveModel.Serving> serving,
      Workspace workspace,
      boolean historyKnown) {
    shelves.fill(shelf, strategy, serving, workspace.strengths(), workspace.scores());
    return new ShelfReader(shelves.catalogue())
        .read(
            shelf,
            strategy,
            serving,
            historyKnown,
            place ->
                shelf.source(place) == Strategy.ITEM_KNN
                    ? personal(shelf.item(place), workspace.strengths(), serving)
                    : List.of(Reason.general(shelf.source(place))));
  }

  private List<Reason> personal(int item, Strengths user, Optional<LiveModel.Serving> serving) {
    List<Contribution> parts =
        serving.map(model -> model.model().itemKnn().explain(user, item)).orElse(List.of());
    double total = parts.stream().mapToDouble(Contribution::score).sum();
    List<Reason> reasons = new ArrayList<>();
    for (Contribution part : parts.subList(0, Math.min(REASONS, parts.size()))) {
      reasons.add(
          Reason.because(
              part.kind(),
              shelves.catalogue().itemId(part.item()),
              shelves.catalogue().label(part.item()),
              part.score() / total));
    }
    return reasons;
  }
}
