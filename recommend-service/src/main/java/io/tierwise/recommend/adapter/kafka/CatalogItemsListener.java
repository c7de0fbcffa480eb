package io.tierwise.recommend.adapter.kafka;

import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.CatalogItem;
import io.tierwise.recommend.catalogue.Item;
import io.tierwise.recommend.intake.RecordItems;
import io.tierwise.recommend.model.Terms;
import io.tierwise.starter.kafka.DeadLetters;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;

/** The catalogue; a message without value deletes its item. */
public final class CatalogItemsListener {
  private final RecordItems recordItems;
  private final Terms terms;
  private final Poll poll;

  /**
   * @param terms of descriptions, which are not kept themselves
   */
  public CatalogItemsListener(RecordItems recordItems, Terms terms, DeadLetters deadLetters) {
    this.recordItems = recordItems;
    this.terms = terms;
    this.poll = new Poll(deadLetters);
  }

  @KafkaListener(
      id = "catalog-items",
      idIsGroup = false,
      topics = Topics.CATALOG_ITEMS,
      concurrency = "1")
  public void onItems(List<ConsumerRecord<String, byte[]>> messages) {
    List<Item> changes = new ArrayList<>();
    for (ConsumerRecord<String, byte[]> message : messages) {
      // One by one, since deletions and changes of one item must keep their order.
      if (message.value() == null && message.key() != null) {
        changes.add(
            Item.deleted(
                message.key().replace("\0", ""), Instant.ofEpochMilli(message.timestamp())));
      } else {
        poll.read(List.of(message), CatalogItem.class, (_, item) -> changes.add(item(item)));
      }
    }
    recordItems.record(changes);
  }

  private Item item(CatalogItem item) {
    return new Item(
        StorableText.id("itemId", item.itemId()),
        StorableText.label(item.name()),
        StorableText.label(item.brand()),
        StorableText.labels(item.categoryPath()),
        item.price(),
        item.inStock(),
        item.hidden(),
        item.repeatable(),
        true,
        item.updatedAt(),
        item.description() == null ? "" : terms.digest(item.description()));
  }
}
