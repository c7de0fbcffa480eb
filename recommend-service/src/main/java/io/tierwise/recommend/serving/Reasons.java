package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.interaction.Strengths;
import io.tierwise.recommend.model.BoughtTogether;
import io.tierwise.recommend.model.Contribution;
import io.tierwise.recommend.model.RecommendationModel;
import java.util.ArrayList;
import java.util.List;

/** Says why items are in an answer; for linear models with the exact shares of the score. */
record Reasons(Catalogue catalogue, RecommendationModel model, Sought sought) {
  private static final int SHOWN = 3;

  List<Reason> of(int item, Strategy source) {
    return switch (source) {
      case ITEM_KNN, LINEAR_FILTER, EASE, NEXT_ITEM, CONTENT -> personal(item, source);
      case SIMILAR -> similar(item);
      case BOUGHT_TOGETHER -> boughtTogether(item);
      case AUTO, TRENDING, POPULARITY, NEWEST, PINNED -> List.of(Reason.general(source));
    };
  }

  private List<Reason> personal(int item, Strategy source) {
    List<Contribution> parts = model.neighborhood(source.algorithm()).explain(sought.user(), item);
    double total = parts.stream().mapToDouble(Contribution::score).sum();
    List<Reason> reasons = new ArrayList<>();
    for (Contribution part : parts.subList(0, Math.min(SHOWN, parts.size()))) {
      reasons.add(
          Reason.because(
              part.kind(),
              catalogue.itemId(part.item()),
              catalogue.label(part.item()),
              part.score() / total));
    }
    return reasons;
  }

  private List<Reason> similar(int item) {
    Contribution most = model.itemKnn().explain(sought.about(), item).getFirst();
    return List.of(Reason.similar(catalogue.itemId(most.item()), catalogue.label(most.item())));
  }

  private List<Reason> boughtTogether(int item) {
    Strengths about = sought.about();
    int because = about.item(0);
    double most = 0;
    for (int i = 0; i < about.size(); i++) {
      for (BoughtTogether.Rule rule : model.boughtTogether().rules(about.item(i))) {
        if (rule.item() == item && rule.confidence() > most) {
          most = rule.confidence();
          because = about.item(i);
        }
      }
    }
    return List.of(
        Reason.boughtTogether(catalogue.itemId(because), catalogue.label(because), most));
  }
}
