package io.tierwise.recommend.serving;

import io.tierwise.recommend.catalogue.Catalogue;
import io.tierwise.recommend.catalogue.CatalogueEntry;
import java.util.ArrayList;
import java.util.List;

/** {@link RankingRules} in the numbers of a catalogue, for one user. */
final class Ranker {
  private static final double OF_CATEGORY = 0.7;

  private final Catalogue catalogue;
  private final RankingRules rules;
  private final PriceBand prices;
  private final List<CategoryBoost> categories = new ArrayList<>();

  private record CategoryBoost(int category, double factor) {}

  Ranker(Catalogue catalogue, RankingRules rules, PriceBand prices) {
    this.catalogue = catalogue;
    this.rules = rules;
    this.prices = prices;
    for (RankingRules.Boost boost : rules.boosts()) {
      if (boost.target() == RankingRules.Target.CATEGORY) {
        catalogue
            .category(boost.value())
            .ifPresent(category -> categories.add(new CategoryBoost(category, boost.factor())));
      }
    }
  }

  /** Whether the order of scores is the order of the answer. */
  boolean keepsOrder() {
    return rules.boosts().isEmpty() && rules.diversity() == 0 && rules.priceFit() == 0;
  }

  double diversity() {
    return rules.diversity();
  }

  int maxPerCategory() {
    return rules.maxPerCategory();
  }

  List<RankingRules.Pin> pins() {
    return rules.pins();
  }

  /** A score with boosts and price in it; a negative one is brought nearer to 0 by a boost. */
  double adjusted(int item, double score) {
    double factor = factor(item);
    return score >= 0 ? score * factor : score / factor;
  }

  private double factor(int item) {
    CatalogueEntry entry = catalogue.entry(item);
    if (entry == null) {
      return 1;
    }
    double factor = 1 - rules.priceFit() + rules.priceFit() * prices.fit(entry.price());
    for (CategoryBoost boost : categories) {
      factor *= entry.isIn(boost.category()) ? boost.factor() : 1;
    }
    for (RankingRules.Boost boost : rules.boosts()) {
      boolean meant =
          switch (boost.target()) {
            case ITEM -> boost.value().equals(entry.item().itemId());
            case BRAND -> boost.value().equalsIgnoreCase(entry.item().brand());
            case CATEGORY -> false;
          };
      factor *= meant ? boost.factor() : 1;
    }
    // An item at an absurd price keeps a trace of its score: its order among its like.
    return Math.max(factor, 1e-9);
  }

  /** 0 for nothing in common, 1 for the same category and brand. */
  double likeness(int one, int other) {
    CatalogueEntry a = catalogue.entry(one);
    CatalogueEntry b = catalogue.entry(other);
    if (a == null || b == null) {
      return 0;
    }
    boolean brand = a.item().brand() != null && a.item().brand().equals(b.item().brand());
    return OF_CATEGORY * a.sharedPath(b) + (brand ? 1 - OF_CATEGORY : 0);
  }
}
