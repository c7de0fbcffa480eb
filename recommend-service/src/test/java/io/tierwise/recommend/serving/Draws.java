package io.tierwise.recommend.serving;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Requests and rules at random, for a {@link TestShop} of 40 items. */
final class Draws {
  static Filters filters(Random random) {
    Set<String> exclude = new HashSet<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      exclude.add("i" + random.nextInt(45));
    }
    BigDecimal min = random.nextInt(3) == 0 ? new BigDecimal(random.nextInt(30)) : null;
    BigDecimal max = random.nextInt(3) == 0 ? new BigDecimal(20 + random.nextInt(30)) : null;
    String category =
        switch (random.nextInt(5)) {
          case 0 -> "c" + random.nextInt(4);
          case 1 -> "C" + random.nextInt(3) + " > S" + random.nextInt(2);
          default -> null;
        };
    return new Filters(category, min, max, exclude, random.nextInt(4) > 0, random.nextInt(4) == 0);
  }

  static RankingRules rules(Random random, int limit) {
    List<RankingRules.Pin> pins = new ArrayList<>();
    for (int position = 1; position <= limit; position++) {
      if (random.nextInt(6) == 0) {
        // Three ids for each place: no item is pinned twice.
        pins.add(new RankingRules.Pin("i" + (position * 3 + random.nextInt(3)) % 48, position));
      }
    }
    List<RankingRules.Boost> boosts =
        List.of(
            new RankingRules.Boost(RankingRules.Target.CATEGORY, "c1", 3),
            new RankingRules.Boost(RankingRules.Target.BRAND, "brand 2", 0.2),
            new RankingRules.Boost(RankingRules.Target.ITEM, "i7", 100));
    return new RankingRules(
        pins,
        random.nextBoolean() ? boosts : List.of(),
        random.nextInt(4),
        random.nextInt(3) / 2.0,
        random.nextInt(3) / 2.0);
  }

  /** One to three strategies. */
  static List<Strategy> chain(Random random) {
    List<Strategy> chain = new ArrayList<>(Strategy.PLACEABLE);
    Collections.shuffle(chain, random);
    return chain.subList(0, 1 + random.nextInt(3));
  }

  private Draws() {}
}
