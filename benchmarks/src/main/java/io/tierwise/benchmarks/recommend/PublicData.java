package io.tierwise.benchmarks.recommend;

import io.tierwise.recommend.evaluation.TimeSplit;
import io.tierwise.recommend.interaction.InteractionLog;
import io.tierwise.recommend.interaction.StrengthWeights;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;

/**
 * A public data set, split as its protocol says.
 *
 * @param weights how its deeds become strengths
 */
public record PublicData(
    String name, InteractionLog train, List<TimeSplit.Case> cases, StrengthWeights weights) {
  /** Every deed counts one, whatever and whenever it was. */
  static final StrengthWeights BINARY =
      new StrengthWeights(1, 1, 1, 1, 1, 2.5, Duration.ofDays(36_500));

  public PublicData {
    cases = List.copyOf(cases);
  }

  /** A deed, and whether it is there to be foretold. */
  record Deed(
      String user, String item, byte kind, long second, float rating, String order, boolean test) {}

  /** Users without a deed to learn from are left out; unknown items stay in as misses. */
  static PublicData of(String name, Iterable<Deed> deeds, StrengthWeights weights, boolean again) {
    Map<String, List<Deed>> train = new TreeMap<>();
    Map<String, Set<String>> test = new HashMap<>();
    for (Deed deed : deeds) {
      if (deed.test()) {
        test.computeIfAbsent(deed.user(), _ -> new HashSet<>()).add(deed.item());
      } else {
        train.computeIfAbsent(deed.user(), _ -> new ArrayList<>()).add(deed);
      }
    }
    InteractionLog.Builder log = new InteractionLog.Builder();
    List<String> users = new ArrayList<>(train.keySet());
    train.values().stream()
        .flatMap(List::stream)
        .forEach(
            deed ->
                log.add(
                    deed.user(),
                    deed.item(),
                    deed.kind(),
                    deed.second(),
                    deed.rating(),
                    deed.order()));
    InteractionLog built = log.build();
    Map<String, Integer> items = new HashMap<>();
    for (int item = 0; item < built.items(); item++) {
      items.put(built.itemIds().get(item), item);
    }
    List<TimeSplit.Case> cases = new ArrayList<>();
    for (int user = 0; user < users.size(); user++) {
      Set<Integer> relevant = new HashSet<>();
      for (String item : test.getOrDefault(users.get(user), Set.of())) {
        relevant.add(items.computeIfAbsent(item, _ -> -1 - items.size()));
      }
      if (!again) {
        for (int row = built.start(user); row < built.end(user); row++) {
          if (built.isPurchase(row)) {
            relevant.remove(built.item(row));
          }
        }
      }
      if (!relevant.isEmpty()) {
        cases.add(new TimeSplit.Case(user, relevant));
      }
    }
    return new PublicData(name, built, cases, weights);
  }

  static Stream<String> lines(Path file) throws IOException {
    InputStream in = Files.newInputStream(file);
    InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    return new BufferedReader(new InputStreamReader(plain, StandardCharsets.UTF_8)).lines();
  }
}
