package io.tierwise.recommend.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class InteractionLogPropertyTest {
  private record Row(String user, String item, byte kind, long second, float rating, String order) {
    void addTo(InteractionLog.Builder log) {
      log.add(user, item, kind, second, rating, order);
    }
  }

  private static List<Row> rows(long seed, int count) {
    Random random = new Random(seed);
    List<Row> rows = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      byte kind = (byte) (1 + random.nextInt(6));
      boolean bought = kind == InteractionKind.PURCHASE.code();
      rows.add(
          new Row(
              "u" + random.nextInt(9),
              "i" + random.nextInt(12),
              kind,
              // Each once, so that equal items and kinds have one order.
              1_000_000L + i,
              kind == InteractionKind.RATING.code() ? 1 + random.nextInt(5) : 0,
              bought ? "o" + random.nextInt(4) : ""));
    }
    return rows;
  }

  private static List<String> told(InteractionLog log) {
    List<String> told = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      for (int row = log.start(user); row < log.end(user); row++) {
        told.add(
            user
                + " "
                + log.itemIds().get(log.item(row))
                + " "
                + log.kind(row)
                + " "
                + log.second(row)
                + " "
                + log.rating(row)
                + " "
                + log.order(row));
      }
    }
    return told;
  }

  @Property(tries = 100, seed = "20261123")
  void anyOrderOfArrival_givesTheLogOfUsersOneAfterTheOther(
      @ForAll long seed, @ForAll @IntRange(max = 200) int count) {
    List<Row> rows = rows(seed, count);
    InteractionLog.Builder mixed = new InteractionLog.Builder(count / 3);
    rows.forEach(row -> row.addTo(mixed));
    List<Row> byUser = new ArrayList<>(rows);
    byUser.sort(Comparator.comparing(Row::user));
    InteractionLog.Builder grouped = new InteractionLog.Builder();
    byUser.forEach(row -> row.addTo(grouped));
    InteractionLog log = mixed.buildByUserId();
    assertThat(log.rows()).isEqualTo(count);
    assertThat(told(log)).isEqualTo(told(grouped.build()));

    Collections.shuffle(rows, new Random(seed));
    InteractionLog.Builder shuffled = new InteractionLog.Builder();
    rows.forEach(row -> row.addTo(shuffled));
    assertThat(told(shuffled.buildByUserId())).hasSameElementsAs(told(log));
  }

  @Property(tries = 50, seed = "20261123")
  void before_keepsTheRowsBeforeIt_inTheirOrder(
      @ForAll long seed, @ForAll @IntRange(max = 200) int count) {
    InteractionLog.Builder rows = new InteractionLog.Builder();
    rows(seed, count).forEach(row -> row.addTo(rows));
    InteractionLog log = rows.buildByUserId();
    long second = 1_000_000L + count / 2;
    List<String> kept = new ArrayList<>(told(log));
    kept.removeIf(row -> Long.parseLong(row.split(" ")[3]) >= second);
    InteractionLog before = log.before(second);
    assertThat(told(before)).isEqualTo(kept);
    assertThat(before.users()).isEqualTo(log.users());
    assertThat(before.itemIds()).isEqualTo(log.itemIds());
  }

  @Example
  void timesOutsideOfTheRange_countAsTheNearest_andLaterOnesStayLater() {
    InteractionLog.Builder rows = new InteractionLog.Builder();
    rows.add("u", "a", (byte) 1, -5, 0, "");
    rows.add("u", "b", (byte) 1, 3_000_000_000L, 0, "");
    InteractionLog log = rows.build();
    assertThat(log.second(0)).isZero();
    assertThat(log.second(1)).isEqualTo(3_000_000_000L);
    assertThat(log.newest()).isEqualTo(3_000_000_000L);
  }
}
