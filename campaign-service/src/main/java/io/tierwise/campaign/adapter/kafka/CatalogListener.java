package io.tierwise.campaign.adapter.kafka;

import io.tierwise.campaign.journey.FollowItems;
import io.tierwise.campaign.journey.Items.ItemState;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.CatalogItem;
import io.tierwise.starter.kafka.DeadLetters;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** Follows prices and stock of items. An item that is deleted stays as it was. */
public final class CatalogListener {
  private final FollowItems items;
  private final Polls polls;

  public CatalogListener(FollowItems items, DeadLetters deadLetters) {
    this.items = items;
    this.polls = new Polls(deadLetters);
  }

  @KafkaListener(
      id = "catalog-items",
      topics = Topics.CATALOG_ITEMS,
      idIsGroup = false,
      concurrency = "1")
  void onItems(List<ConsumerRecord<String, byte[]>> poll) {
    polls.handle(
        poll,
        message ->
            message.value() == null
                ? null
                : state(ContractJson.read(message.value(), CatalogItem.class)),
        this::keep);
  }

  /** In rounds, so that an item which changed twice in a poll is seen twice. */
  private void keep(List<ItemState> states) {
    List<ItemState> rest = states;
    while (!rest.isEmpty()) {
      Map<String, ItemState> round = new LinkedHashMap<>();
      List<ItemState> later = new ArrayList<>();
      for (ItemState state : rest) {
        if (round.putIfAbsent(state.itemId(), state) != null) {
          later.add(state);
        }
      }
      items.follow(List.copyOf(round.values()));
      rest = later;
    }
  }

  private static ItemState state(CatalogItem item) {
    return new ItemState(
        item.itemId(),
        item.name(),
        item.price(),
        item.inStock() && !item.hidden(),
        item.updatedAt());
  }
}
