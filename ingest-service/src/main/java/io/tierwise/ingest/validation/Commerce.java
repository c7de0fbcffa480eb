package io.tierwise.ingest.validation;

import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventPromotion;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The shop's part of an event. */
record Commerce(
    List<EventProduct> products,
    @Nullable EventOrder order,
    @Nullable String query,
    @Nullable EventReview review,
    @Nullable EventPromotion promotion) {
  static final Commerce NONE = new Commerce(List.of(), null, null, null, null);
}
