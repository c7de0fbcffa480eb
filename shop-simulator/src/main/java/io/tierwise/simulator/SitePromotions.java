package io.tierwise.simulator;

import io.tierwise.simulator.ShopEvent.Promotion;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The shop's own banners: a week for one department in every four, without any campaign tool. */
final class SitePromotions {
  private static final int EVERY = 28;
  private static final int LENGTH = 7;

  private final List<String> departments;

  SitePromotions(Catalogue catalogue) {
    departments =
        new ArrayList<>(
            catalogue.leaves().stream()
                .map(CatalogueVocabulary.Leaf::department)
                .distinct()
                .toList());
  }

  /** The department whose week it is; null in the weeks between. */
  @Nullable String department(int day) {
    return day % EVERY < LENGTH ? departments.get(day / EVERY % departments.size()) : null;
  }

  static Promotion banner(int day, String department) {
    String name = department.toLowerCase(Locale.ROOT) + "-week-" + (day / EVERY + 1);
    return new Promotion("promo-" + name, null, null, name + "-hero", "home-hero", null);
  }
}
