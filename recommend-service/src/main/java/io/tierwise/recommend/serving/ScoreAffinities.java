package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import io.tierwise.recommend.interaction.StrengthWeights;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.interaction.UserHistories;
import io.tierwise.recommend.interaction.UserHistory;
import io.tierwise.recommend.model.ItemRanking;
import io.tierwise.recommend.model.RecommendationModel;
import io.tierwise.recommend.model.Scores;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How much a user's interest exceeds everybody's, per offer.
 *
 * <p>With O the items of an offer: p = share of O in the user's interest, that is in x_u plus the
 * item k-NN scores; q = share of O in the popularity of all items. The user's share is drawn
 * towards q by how little is known of them, p' = (E p + m q) / (E + m), with E the total strength
 * of x_u and m = 5. The affinity is p' / (p' + q): 0.5 where the user is as interested as everybody
 * is, and for users, offers and items that nothing is known of; towards 1 with a growing, towards 0
 * with a vanishing interest. It is the lift p'/q, squeezed into 0..1.
 */
public final class ScoreAffinities {
  private static final double NEUTRAL = 0.5;
  private static final double PRIOR_STRENGTH = 5;

  private final UserHistories histories;
  private final StrengthWeights weights;
  private final LiveModel live;
  private final LiveDemand demand;
  private final Catalogue catalogue;
  private final Workspaces workspaces = new Workspaces();

  public ScoreAffinities(
      UserHistories histories,
      StrengthWeights weights,
      LiveModel live,
      LiveDemand demand,
      Catalogue catalogue) {
    this.histories = histories;
    this.weights = weights;
    this.live = live;
    this.demand = demand;
    this.catalogue = catalogue;
  }

  /**
   * @param categories as a request names them; all items at or below them belong to the offer
   */
  public record Offer(String offerId, Set<String> itemIds, Set<String> categories) {
    public Offer {
      itemIds = Set.copyOf(itemIds);
      categories = Set.copyOf(categories);
    }
  }

  /** The items of an offer and their share of the demand of everybody. */
  private record Target(String offerId, BitSet items, double everybodysShare) {}

  /**
   * @return per user and offer 0..1, in the order they were given
   * @throws io.tierwise.recommend.interaction.HistoriesUnavailable if the store does not answer
   */
  public Map<String, Map<String, Double>> of(Set<String> userIds, List<Offer> offers) {
    Optional<LiveModel.Serving> serving = live.current();
    RecommendationModel model =
        serving.map(LiveModel.Serving::model).orElseGet(RecommendationModel::empty);
    ItemRanking popularity =
        model.popularity().size() > 0 ? model.popularity() : demand.popularity();
    Map<String, UserHistory> known = histories.of(userIds);
    int items = catalogue.size();
    List<Target> targets = targets(offers, popularity, items);
    Map<String, Map<String, Double>> affinities = new LinkedHashMap<>();
    for (String userId : userIds) {
      UserHistory history = known.getOrDefault(userId, UserHistory.EMPTY);
      affinities.put(
          userId, workspaces.with(items, workspace -> of(history, model, targets, workspace)));
    }
    return affinities;
  }

  private List<Target> targets(List<Offer> offers, ItemRanking popularity, int items) {
    double total = 0;
    for (int place = 0; place < popularity.size(); place++) {
      total += popularity.score(popularity.item(place));
    }
    List<Target> targets = new ArrayList<>();
    for (Offer offer : offers) {
      BitSet members = members(offer, items);
      double share = 0;
      for (int place = 0; place < popularity.size(); place++) {
        int item = popularity.item(place);
        share += members.get(item) ? popularity.score(item) / total : 0;
      }
      targets.add(new Target(offer.offerId(), members, share));
    }
    return targets;
  }

  private BitSet members(Offer offer, int items) {
    BitSet members = new BitSet(items);
    offer.itemIds().forEach(id -> catalogue.find(id).ifPresent(members::set));
    for (String name : offer.categories()) {
      catalogue
          .category(name)
          .ifPresent(
              category -> {
                for (int item = 0; item < items; item++) {
                  CatalogueEntry entry = catalogue.entry(item);
                  if (entry != null && entry.isIn(category)) {
                    members.set(item);
                  }
                }
              });
    }
    return members;
  }

  private Map<String, Double> of(
      UserHistory history,
      RecommendationModel model,
      List<Target> targets,
      Workspaces.Workspace workspace) {
    Strengths user = history.strengths(weights, workspace.strengths());
    Scores interest = workspace.scores();
    model.itemKnn().score(user, interest);
    for (int i = 0; i < user.size(); i++) {
      interest.add(user.item(i), user.value(i));
    }
    double[] ofTarget = new double[targets.size()];
    double total = 0;
    for (int i = 0; i < interest.size(); i++) {
      int item = interest.item(i);
      double value = Math.max(0, interest.value(item));
      total += value;
      for (int t = 0; t < ofTarget.length; t++) {
        ofTarget[t] += targets.get(t).items().get(item) ? value : 0;
      }
    }
    Map<String, Double> affinities = new LinkedHashMap<>();
    for (int t = 0; t < ofTarget.length; t++) {
      Target target = targets.get(t);
      double share = total > 0 ? ofTarget[t] / total : 0;
      double known = total > 0 ? user.total() : 0;
      affinities.put(target.offerId(), affinity(share, known, target.everybodysShare()));
    }
    return affinities;
  }

  static double affinity(double share, double knownStrength, double everybodysShare) {
    double drawn =
        (knownStrength * share + PRIOR_STRENGTH * everybodysShare)
            / (knownStrength + PRIOR_STRENGTH);
    double sum = drawn + everybodysShare;
    return sum > 0 ? drawn / sum : NEUTRAL;
  }
}
