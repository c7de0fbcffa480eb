package io.tierwise.profile.adapter.kafka;

import io.tierwise.contracts.Topics;
import io.tierwise.profile.quality.ItemCatalogue;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.scheduling.annotation.Scheduled;

/** Which items there are. One that is taken off the catalogue was known, and remains so. */
public final class CatalogueListener {
  private final ItemCatalogue catalogue;

  public CatalogueListener(ItemCatalogue catalogue) {
    this.catalogue = catalogue;
  }

  @KafkaListener(
      id = "catalog-items",
      groupId = "${spring.kafka.consumer.group-id}-catalogue",
      topics = Topics.CATALOG_ITEMS,
      concurrency = "1")
  void onItems(List<ConsumerRecord<String, byte[]>> messages) {
    catalogue.add(
        messages.stream().map(ConsumerRecord::key).filter(Objects::nonNull).distinct().toList());
  }

  @Scheduled(fixedDelayString = "1m")
  void refresh() {
    catalogue.refresh();
  }
}
