package io.tierwise.recommend.interaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

class UserHistoryPropertyTest {
  private record Deed(int item, InteractionKind kind, long second, double rating, long key) {}

  private static List<Deed> deeds(Random random, int count) {
    List<Deed> deeds = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      deeds.add(
          new Deed(
              random.nextInt(8),
              InteractionKind.of(1 + random.nextInt(6)),
              1_000_000L + 60L * i,
              random.nextInt(6),
              i));
    }
    return deeds;
  }

  private static List<List<Object>> rows(UserHistory history) {
    List<List<Object>> rows = new ArrayList<>();
    for (int row = 0; row < history.size(); row++) {
      rows.add(
          List.of(history.item(row), history.kind(row), history.second(row), history.rating(row)));
    }
    return rows;
  }

  private static UserHistory oneByOne(List<Deed> deeds, int maxBrowsed) {
    UserHistory history = UserHistory.EMPTY;
    for (Deed d : deeds) {
      history = history.with(d.item(), d.kind(), d.second(), d.rating(), d.key(), maxBrowsed);
    }
    return history;
  }

  @Property(tries = 200, seed = "20261123")
  void addingOneByOne_inAnyOrderAndTwice_equalsReadingAllAtOnce(
      @ForAll long seed, @ForAll @IntRange(min = 1, max = 30) int maxBrowsed) {
    Random random = new Random(seed);
    List<Deed> deeds = deeds(random, 40);
    UserHistory.Builder builder = new UserHistory.Builder();
    for (Deed d : deeds) {
      builder.add(d.item(), d.kind().code(), d.second(), (float) d.rating(), d.key());
    }
    UserHistory atOnce = builder.build(maxBrowsed);
    List<Deed> told = new ArrayList<>(deeds);
    told.addAll(deeds);
    Collections.shuffle(told, random);
    assertThat(rows(oneByOne(told, maxBrowsed))).containsExactlyInAnyOrderElementsOf(rows(atOnce));
  }

  @Property(tries = 100, seed = "20261123")
  void purchases_areNeverTrimmed(@ForAll long seed) {
    List<Deed> deeds = deeds(new Random(seed), 60);
    int[] expected =
        deeds.stream()
            .filter(deed -> deed.kind() == InteractionKind.PURCHASE)
            .mapToInt(Deed::item)
            .sorted()
            .distinct()
            .toArray();
    assertThat(oneByOne(deeds, 1).purchased()).containsExactly(expected);
  }
}
