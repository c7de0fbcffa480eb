package io.tierwise.benchmarks.serve;

import io.tierwise.benchmarks.profile.TopicWriter;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventProduct;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.contracts.ingest.EventNames;
import java.math.BigDecimal;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** One click of every second user, through the topic; waits until the service has them. */
final class FreshClicks {
  private static final long PATIENCE_SECONDS = 120;
  private final TopicWriter topic;
  private final ServingShop shop;
  private final int users;
  private final int items;
  private final Clock clock;
  private int round;

  FreshClicks(TopicWriter topic, ServingShop shop, int users, int items, Clock clock) {
    this.topic = topic;
    this.shop = shop;
    this.users = users;
    this.items = items;
    this.clock = clock;
  }

  void send() throws SQLException, InterruptedException {
    long expected = shop.interactions() + users / 2;
    Instant now = clock.instant();
    round++;
    for (int user = 0; user < users; user += 2) {
      topic.send(click("u" + user, "i" + (user * 31 + round) % items, now));
    }
    topic.flush();
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (shop.interactions() < expected) {
      if (System.nanoTime() > end) {
        throw new IllegalStateException("the clicks have not arrived");
      }
      TimeUnit.MILLISECONDS.sleep(200);
    }
  }

  private BehaviorEvent click(String user, String item, Instant at) {
    EventProduct product = new EventProduct(item, null, List.of(), null, BigDecimal.TEN, 1, null);
    return new BehaviorEvent(
        BehaviorEvent.SCHEMA,
        "click-" + round + "-" + user,
        EventType.TRACK,
        EventNames.PRODUCT_CLICKED,
        user,
        null,
        null,
        at,
        at,
        "bench",
        null,
        null,
        List.of(product),
        null,
        null,
        null,
        null,
        Map.of(),
        Map.of());
  }
}
