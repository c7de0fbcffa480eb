package io.tierwise.segmentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.segmentation.activity.Activities;
import io.tierwise.segmentation.activity.Deed;
import io.tierwise.segmentation.activity.OrderFact;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** What users did is counted once, however often and in whichever polls it comes. */
class ActivityIT extends RunningService {
  @Autowired private Activities activities;

  @Test
  void events_countOnce_whateverComesAgain() {
    Random random = new Random(5);
    List<List<Deed>> events = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      String user = "u" + random.nextInt(12);
      String name = "event " + random.nextInt(3);
      int day = 20_000 + random.nextInt(4);
      List<Deed> event = new ArrayList<>();
      for (int product = random.nextInt(3); product >= 0; product--) {
        event.add(new Deed(user, name, day, i, 1 + random.nextInt(5), 1 + random.nextInt(2)));
      }
      events.add(event);
    }
    List<List<Deed>> sent = new ArrayList<>(events);
    for (int i = 0; i < 400; i++) {
      sent.add(events.get(random.nextInt(events.size())));
    }
    Collections.shuffle(sent, random);
    for (int from = 0; from < sent.size(); from += 100) {
      List<Deed> poll = sent.subList(from, from + 100).stream().flatMap(List::stream).toList();
      activities.add(poll);
      if (random.nextInt(3) == 0) {
        activities.add(poll);
      }
    }

    Map<String, Long> expected =
        events.stream()
            .collect(
                Collectors.groupingBy(
                    event -> row(event.getFirst()), TreeMap::new, Collectors.counting()));
    Map<String, Long> kept = new TreeMap<>();
    jdbc.sql(
            "select user_key || '/' || event || '/' || (day - date '1970-01-01') as row, events,"
                + " (select count(distinct k) from unnest(keys) k) as distinct_keys,"
                + " cardinality(keys) = cardinality(items)"
                + " and cardinality(keys) = cardinality(categories) as parallel from activity")
        .query(
            (java.sql.ResultSet row) -> {
              assertThat(row.getLong("distinct_keys")).isEqualTo(row.getLong("events"));
              assertThat(row.getBoolean("parallel")).isTrue();
              kept.put(row.getString("row"), row.getLong("events"));
            });
    assertThat(kept).isEqualTo(expected);
  }

  private static String row(Deed deed) {
    return deed.userKey() + "/" + deed.event() + "/" + deed.day();
  }

  @Test
  void rowOfABot_staysSmall() {
    for (int poll = 0; poll < 3; poll++) {
      List<Deed> deeds = new ArrayList<>();
      for (int i = 0; i < 900; i++) {
        deeds.add(new Deed("bot", "page", 20_000, poll * 900L + i, 0, 0));
      }
      activities.add(deeds);
    }
    assertThat(jdbc.sql("select events from activity").query(Integer.class).single())
        .isBetween(Activities.MOST_A_DAY, 2 * Activities.MOST_A_DAY);
  }

  @Test
  void oldActivity_goesInParcels() {
    List<Deed> deeds = new ArrayList<>();
    for (int day = 20_000; day < 20_010; day++) {
      deeds.add(new Deed("u", "page", day, day, 0, 0));
    }
    activities.add(deeds);
    LocalDate before = LocalDate.ofEpochDay(20_007);

    assertThat(activities.forget(before, 5)).isEqualTo(5);
    assertThat(activities.forget(before, 5)).isEqualTo(2);
    assertThat(activities.forget(before, 5)).isZero();
    assertThat(jdbc.sql("select count(*) from activity").query(Long.class).single()).isEqualTo(3);
  }

  @Test
  void ordersThatComeAgain_areOneFact() {
    OrderFact fact =
        new OrderFact("u", "o1", "m1", OrderFact.Kind.STATED, BigDecimal.TEN, Instant.EPOCH);
    activities.addOrders(List.of(fact, fact));
    activities.addOrders(List.of(fact));

    assertThat(jdbc.sql("select count(*) from order_fact").query(Long.class).single()).isEqualTo(1);
  }
}
