package io.tierwise.profile.adapter.contract;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventCampaign;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.profile.event.Touch;
import org.jspecify.annotations.Nullable;

/**
 * The campaign that an event came from: the promotion that was clicked, else the utm parameters.
 */
final class Touches {
  static @Nullable Touch of(BehaviorEvent event) {
    EventPromotion promotion = event.promotion();
    if (promotion != null && event.is(EventNames.PROMOTION_CLICKED)) {
      String id = promotion.campaignId() == null ? promotion.promotionId() : promotion.campaignId();
      Touch touch = touch(id, null, promotion.placement(), true);
      if (touch != null) {
        return touch;
      }
    }
    EventCampaign utm = event.context() == null ? null : event.context().campaign();
    return utm == null ? null : touch(utm.name(), utm.source(), utm.medium(), false);
  }

  private static @Nullable Touch touch(
      @Nullable String campaign,
      @Nullable String source,
      @Nullable String medium,
      boolean promotion) {
    String name = StorableText.label(campaign);
    String from = StorableText.label(source);
    String by = StorableText.label(medium);
    return name == null && from == null && by == null ? null : new Touch(name, from, by, promotion);
  }

  private Touches() {}
}
