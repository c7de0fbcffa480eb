package io.tierwise.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class ShopPropertyTest {
  /** Whatever the seed and the size, down to a single customer on a single day. */
  @Property(tries = 25, seed = "20261123")
  void eventsAreOrderedUniqueAndWithinThePeriod(
      @ForAll long seed,
      @ForAll @IntRange(min = 1, max = 60) int customers,
      @ForAll @IntRange(min = 50, max = 300) int items,
      @ForAll @IntRange(min = 1, max = 90) int days) {
    ShopSettings settings =
        ShopSettings.withDefaults(Shops.END).withSeed(seed).withSize(customers, items, days);
    Shop shop = Shop.generate(settings);
    List<ShopEvent> events = shop.events().toList();
    Set<String> ids = new HashSet<>();
    for (int i = 0; i < events.size(); i++) {
      ShopEvent event = events.get(i);
      assertThat(ids.add(event.messageId())).isTrue();
      assertThat(event.timestamp()).isBetween(settings.start(), settings.end().minusMillis(1));
      if (i > 0) {
        assertThat(event.timestamp()).isAfterOrEqualTo(events.get(i - 1).timestamp());
      }
      if (event.userId() != null) {
        assertThat(shop.truth().knows(event.userId())).isTrue();
      }
    }
    assertThat(shop.items()).hasSize(items);
  }
}
