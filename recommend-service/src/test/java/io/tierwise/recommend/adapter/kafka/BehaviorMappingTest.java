package io.tierwise.recommend.adapter.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventOrder;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventReview;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.recommend.Events;
import io.tierwise.recommend.intake.Behavior;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.InteractionKind;
import java.util.List;
import org.junit.jupiter.api.Test;

class BehaviorMappingTest {
  private static Behavior map(BehaviorEvent... events) {
    BehaviorMapping mapping = new BehaviorMapping();
    for (BehaviorEvent event : events) {
      mapping.add(event);
    }
    return mapping.behavior();
  }

  @Test
  void productEvents_becomeInteractions() {
    Behavior behavior =
        map(
            Events.product(EventNames.PRODUCT_VIEWED, "u", "a", "m1"),
            Events.product(EventNames.PRODUCT_CLICKED, "u", "a", "m2"),
            Events.product(EventNames.PRODUCT_ADDED_TO_WISHLIST, "u", "a", "m3"),
            Events.product(EventNames.PRODUCT_ADDED, "u", "a", "m4"),
            Events.product(EventNames.PRODUCT_REMOVED, "u", "a", "m5"),
            Events.product("Something else", "u", "a", "m6"));
    assertThat(behavior.deeds())
        .extracting(Interaction::kind)
        .containsExactly(
            InteractionKind.VIEW,
            InteractionKind.CLICK,
            InteractionKind.WISHLIST,
            InteractionKind.CART);
    assertThat(behavior.items()).allMatch(item -> "Name of a".equals(item.name()));
  }

  @Test
  void theTwoPartsOfAnOrder_andARetryOfIt_countEachLineOnce() {
    Behavior behavior =
        map(
            Events.order(EventNames.ORDER_COMPLETED, "u", "o1", "m1", "a", "b"),
            Events.order(EventNames.ORDER_UPDATED, "u", "o1", "m2", "b", "c"));
    assertThat(behavior.deeds()).hasSize(4).allMatch(deed -> "o1".equals(deed.orderId()));
    assertThat(behavior.deeds().stream().map(Interaction::key).distinct()).hasSize(3);
  }

  @Test
  void linesOfARefund_areReturns_howeverOftenItIsTold() {
    Behavior behavior =
        map(
            Events.order(EventNames.ORDER_REFUNDED, "u", "o1", "m1", "a"),
            Events.order(EventNames.ORDER_REFUNDED, "u", "o1", "m2", "a"),
            Events.order(EventNames.ORDER_REFUNDED, "u", "o2", "m3"));
    assertThat(behavior.orders()).hasSize(3);
    assertThat(behavior.deeds()).hasSize(2).allMatch(deed -> deed.kind() == InteractionKind.RETURN);
    assertThat(behavior.deeds().stream().map(Interaction::key).distinct()).hasSize(1);
  }

  @Test
  void aReview_countsByItsRating_andNotAtAllWithoutOne() {
    EventProduct product = Events.productOf("a");
    BehaviorEvent rated =
        Events.track(
            EventNames.PRODUCT_REVIEWED,
            "u",
            null,
            "m1",
            List.of(product),
            null,
            new EventReview("r", 4.0, "good"));
    BehaviorEvent unrated =
        Events.track(
            EventNames.PRODUCT_REVIEWED,
            "u",
            null,
            "m2",
            List.of(product),
            null,
            new EventReview("r", null, "good"));
    assertThat(map(rated, unrated).deeds())
        .singleElement()
        .extracting(Interaction::rating)
        .isEqualTo(4.0);
  }

  @Test
  void anIdThatCannotBeStored_isRefusedByName() {
    assertThatThrownBy(() -> map(Events.product(EventNames.PRODUCT_VIEWED, "u", "a\0b", "m")))
        .hasMessage("productId contains the character NUL");
    EventOrder order = new EventOrder("o\0", null, null, null, null, null, null, null);
    assertThatThrownBy(
            () ->
                map(
                    Events.track(
                        EventNames.ORDER_COMPLETED,
                        "u",
                        null,
                        "m",
                        List.of(Events.productOf("a")),
                        order,
                        null)))
        .hasMessage("orderId contains the character NUL");
  }
}
