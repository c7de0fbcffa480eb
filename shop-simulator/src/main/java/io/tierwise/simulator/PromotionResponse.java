package io.tierwise.simulator;

import io.tierwise.simulator.ShopEvent.Promotion;

/** How a visitor takes the shop's own banner: it tempts some to buy what they would not have. */
final class PromotionResponse {
  private static final double SHOWN = 0.35;
  private static final double TEMPTED = 0.12;

  private final Catalogue catalogue;

  PromotionResponse(Catalogue catalogue) {
    this.catalogue = catalogue;
  }

  /** Shows the banner to some; true if it leads to an order in this visit. */
  boolean tempts(Journey journey, String department, int day) {
    if (!journey.chance(SHOWN)) {
      return false;
    }
    Promotion banner = SitePromotions.banner(day, department);
    CustomerModel model = journey.patron().model;
    double match = Taste.inDepartment(catalogue, model, department);
    journey.emit(EventKind.PROMOTION_VIEWED, banner);
    journey.pause(2, 10);
    if (!journey.chance(0.03 + 0.3 * match)) {
      return false;
    }
    journey.emit(EventKind.PROMOTION_CLICKED, banner);
    journey.pause(2, 6);
    return model.everBuys()
        && journey.patron().signedUp()
        && journey.chance(Math.max(0, TEMPTED * model.persuadability()));
  }
}
