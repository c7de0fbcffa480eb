package io.tierwise.recommend.intake;

import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.feedback.Touch;
import io.tierwise.recommend.interaction.Interaction;
import io.tierwise.recommend.interaction.OrderFact;
import java.util.List;

/**
 * What a poll of events says.
 *
 * @param items as the events describe them
 */
public record Behavior(
    List<Interaction> deeds, List<OrderFact> orders, List<Item> items, List<Touch> touches) {
  public Behavior {
    touches = List.copyOf(touches);
    orders = List.copyOf(orders);
    deeds = List.copyOf(deeds);
    items = List.copyOf(items);
  }
}
