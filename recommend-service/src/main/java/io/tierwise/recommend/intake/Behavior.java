package io.tierwise.recommend.intake;

import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.interaction.Interaction;
import java.util.List;

/**
 * What a poll of events says.
 *
 * @param items as the events describe them
 */
public record Behavior(List<Interaction> deeds, List<Item> items) {
  public Behavior {
    deeds = List.copyOf(deeds);
    items = List.copyOf(items);
  }
}
