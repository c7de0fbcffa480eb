package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/**
 * Takes items out of a training log, to choose parameters by: for data whose test split is not one
 * by time. It holds out in the same way as the test does.
 */
final class ValidationSplit {
  private static final double SHARE = 0.2;
  private static final int MIN_ITEMS = 4;

  /**
   * A fifth of the items of each user.
   *
   * @param users at most so many are asked for, chosen by the seed
   */
  static PublicData of(PublicData data, int users, long seed) {
    Random random = new Random(seed);
    InteractionLog log = data.train();
    List<Set<Integer>> held = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      List<Integer> items = new ArrayList<>();
      for (int row = log.start(user); row < log.end(user); row++) {
        items.add(log.item(row));
      }
      Collections.shuffle(items, random);
      int out = items.size() < MIN_ITEMS ? 0 : (int) Math.round(SHARE * items.size());
      held.add(new HashSet<>(items.subList(0, out)));
    }
    return without(log, held, data.weights(), users, random);
  }

  /** One item that each user bought, and whatever the user did with it. */
  static PublicData onePurchaseEach(
      InteractionLog log, StrengthWeights weights, int users, long seed) {
    Random random = new Random(seed);
    List<Set<Integer>> held = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      Set<Integer> bought = new LinkedHashSet<>();
      Set<Integer> known = new HashSet<>();
      for (int row = log.start(user); row < log.end(user); row++) {
        known.add(log.item(row));
        if (log.isPurchase(row)) {
          bought.add(log.item(row));
        }
      }
      boolean something = known.size() > 1 && !bought.isEmpty();
      held.add(
          something ? Set.of(List.copyOf(bought).get(random.nextInt(bought.size()))) : Set.of());
    }
    return without(log, held, weights, users, random);
  }

  private static PublicData without(
      InteractionLog log,
      List<Set<Integer>> held,
      StrengthWeights weights,
      int users,
      Random random) {
    InteractionLog.Builder kept = new InteractionLog.Builder();
    for (int user = 0; user < log.users(); user++) {
      for (int row = log.start(user); row < log.end(user); row++) {
        if (!held.get(user).contains(log.item(row))) {
          String item = log.itemIds().get(log.item(row));
          kept.add(
              Integer.toString(user), item, log.kind(row), log.second(row), log.rating(row), "");
        }
      }
    }
    InteractionLog train = kept.build();
    Map<String, Integer> numbers = new HashMap<>();
    for (int item = 0; item < train.items(); item++) {
      numbers.put(train.itemIds().get(item), item);
    }
    List<TimeSplit.Case> cases = new ArrayList<>();
    for (int user = 0; user < held.size(); user++) {
      Set<Integer> relevant = new HashSet<>();
      for (int item : held.get(user)) {
        relevant.add(numbers.getOrDefault(log.itemIds().get(item), -1));
      }
      if (!relevant.isEmpty()) {
        cases.add(new TimeSplit.Case(user, relevant));
      }
    }
    Collections.shuffle(cases, random);
    List<TimeSplit.Case> asked = cases.subList(0, Math.min(users, cases.size()));
    return new PublicData("validation", train, asked, weights);
  }

  private ValidationSplit() {}
}
