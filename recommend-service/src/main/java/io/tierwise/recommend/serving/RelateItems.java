package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.InteractionKind;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.BoughtTogether;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.Scores;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** Answers that are about an item, or about everybody: similar, bought together, trending. */
public final class RelateItems {
  private final LiveModel live;
  private final Shelves shelves;
  private final ShelfReader reader;
  private final Workspaces workspaces = new Workspaces();

  public RelateItems(
      LiveModel live, LiveDemand demand, Catalogue catalogue, boolean requireCatalogue) {
    this.live = live;
    this.shelves = new Shelves(catalogue, demand, new SegmentDemand(), requireCatalogue);
    this.reader = new ShelfReader(catalogue);
  }

  /** An answer and, for items bought together, the rule of each place. */
  public record Pairs(Recommendations answer, List<BoughtTogether.Rule> rules) {
    public Pairs {
      rules = List.copyOf(rules);
    }
  }

  /**
   * @return empty if nobody ever heard of the item
   */
  public Optional<Recommendations> similar(String itemId, int limit, Filters filters) {
    OptionalInt known = shelves.catalogue().find(itemId);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    int item = known.getAsInt();
    Optional<LiveModel.Serving> serving = live.current();
    Shelf shelf = shelves.shelf(limit, filters.excluding(List.of(itemId)));
    workspaces.with(
        shelves.catalogue().size(),
        workspace -> {
          Strengths about = workspace.strengths();
          about.add(item, 1, InteractionKind.VIEW);
          Sought sought = Sought.byAnyone(about, workspace.scores());
          shelves.fill(shelf, Strategy.chain(List.of(Strategy.SIMILAR)), serving, sought);
          return shelf;
        });
    return Optional.of(
        reader.read(
            shelf,
            List.of(Strategy.SIMILAR),
            serving,
            true,
            (place, to) -> {
              if (shelf.source(place) == Strategy.SIMILAR) {
                to.reason(Cause.SIMILAR, item, 1);
              } else {
                to.reason(Cause.of(shelf.source(place)));
              }
            }));
  }

  /**
   * Without orders in common the answer is empty: popular items would be no answer.
   *
   * @return empty if nobody ever heard of the item
   */
  public Optional<Pairs> boughtTogether(String itemId, int limit, Filters filters) {
    OptionalInt known = shelves.catalogue().find(itemId);
    if (known.isEmpty()) {
      return Optional.empty();
    }
    int item = known.getAsInt();
    Optional<LiveModel.Serving> serving = live.current();
    RecommendationModel model =
        serving.map(LiveModel.Serving::model).orElseGet(RecommendationModel::empty);
    Map<Integer, BoughtTogether.Rule> rules = new HashMap<>();
    Shelf shelf = shelves.shelf(limit, filters);
    for (BoughtTogether.Rule rule : model.boughtTogether().rules(item)) {
      rules.put(rule.item(), rule);
      shelf.put(rule.item(), rule.confidence(), Strategy.BOUGHT_TOGETHER);
    }
    String label = shelves.catalogue().label(item);
    Recommendations answer =
        reader.read(
            shelf,
            List.of(Strategy.BOUGHT_TOGETHER),
            serving,
            true,
            (place, to) -> Reasons.boughtTogether(item, label, shelf.score(place), to));
    Places places = answer.places();
    List<BoughtTogether.Rule> shown = new ArrayList<>();
    for (int place = 0; place < places.size(); place++) {
      shown.add(rules.get(places.item(place)));
    }
    return Optional.of(new Pairs(answer, shown));
  }

  public Recommendations trending(int limit, Filters filters) {
    Optional<LiveModel.Serving> serving = live.current();
    Shelf shelf = shelves.shelf(limit, filters);
    Sought nobody = Sought.byAnyone(new Strengths(), new Scores(0));
    shelves.fill(shelf, Strategy.chain(List.of(Strategy.TRENDING)), serving, nobody);
    return reader.read(
        shelf,
        List.of(Strategy.TRENDING),
        serving,
        true,
        (place, to) -> to.reason(Cause.of(shelf.source(place))));
  }
}
