package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * Takes a fifth of the items of each user out of a training log, to choose parameters by: for data
 * without times, where a split by time is not to be had.
 */
final class ValidationSplit {
  private static final double SHARE = 0.2;
  private static final int MIN_ITEMS = 4;

  /**
   * @param users at most so many are asked for, chosen by the seed
   */
  static PublicData of(PublicData data, int users, long seed) {
    Random random = new Random(seed);
    InteractionLog log = data.train();
    InteractionLog.Builder kept = new InteractionLog.Builder();
    List<Set<String>> held = new ArrayList<>();
    for (int user = 0; user < log.users(); user++) {
      List<Integer> rows = new ArrayList<>();
      for (int row = log.start(user); row < log.end(user); row++) {
        rows.add(row);
      }
      java.util.Collections.shuffle(rows, random);
      int out = rows.size() < MIN_ITEMS ? 0 : (int) Math.round(SHARE * rows.size());
      Set<String> items = new HashSet<>();
      rows.subList(0, out).forEach(row -> items.add(log.itemIds().get(log.item(row))));
      held.add(items);
      for (int row : rows.subList(out, rows.size())) {
        String item = log.itemIds().get(log.item(row));
        kept.add(Integer.toString(user), item, log.kind(row), log.second(row), log.rating(row), "");
      }
    }
    InteractionLog train = kept.build();
    java.util.Map<String, Integer> numbers = new java.util.HashMap<>();
    for (int item = 0; item < train.items(); item++) {
      numbers.put(train.itemIds().get(item), item);
    }
    List<TimeSplit.Case> cases = new ArrayList<>();
    for (int user = 0; user < held.size(); user++) {
      Set<Integer> relevant = new HashSet<>();
      for (String item : held.get(user)) {
        relevant.add(numbers.getOrDefault(item, -1));
      }
      if (!relevant.isEmpty()) {
        cases.add(new TimeSplit.Case(user, relevant));
      }
    }
    java.util.Collections.shuffle(cases, random);
    List<TimeSplit.Case> asked = cases.subList(0, Math.min(users, cases.size()));
    return new PublicData(data.name() + "Validation", train, asked, data.weights());
  }

  private ValidationSplit() {}
}
