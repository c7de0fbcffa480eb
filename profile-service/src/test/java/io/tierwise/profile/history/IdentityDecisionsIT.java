package io.tierwise.profile.history;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.profile.Events;
import io.tierwise.profile.ProfileServiceTest;
import io.tierwise.profile.adapter.contract.BehaviorEventFormat;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.fold.RandomEvents;
import io.tierwise.profile.history.Transactions.ConcurrentChange;
import io.tierwise.profile.identity.Decision;
import io.tierwise.profile.identity.IdentityClaim;
import io.tierwise.profile.identity.IdentityGraph;
import io.tierwise.profile.lookup.ReadProfiles;
import io.tierwise.profile.publication.ProfileFacts;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

/**
 * What is stored is a function of the set of events and the list of decisions, however the two
 * interleave, over the real store.
 */
@ProfileServiceTest
class IdentityDecisionsIT {
  private static final int STRETCHES = 7;

  @Autowired private FoldEvents foldEvents;
  @Autowired private RecomputeProfile recompute;
  @Autowired private DecideIdentity decide;
  @Autowired private Transactions transactions;
  @Autowired private HistoryWriter writer;
  @Autowired private Profiles profiles;
  @Autowired private ReadProfiles readProfiles;
  @Autowired private JdbcTemplate jdbc;

  /** What events and decisions come to, worked out from nothing but the two logs. */
  private Map<String, String> rootsFromLogs(String prefix) {
    BehaviorEventFormat format = new BehaviorEventFormat();
    List<IdentityClaim> claims = new ArrayList<>();
    jdbc.query(
        "select payload from event_ledger where user_key like ?",
        row -> {
          IdentityClaim.of(format.read(row.getBytes(1))).forEach(claims::add);
        },
        "%" + prefix + "%");
    jdbc.query(
        "select decision, alias_key, target_key from identity_decision where alias_key like ?",
        row -> {
          long number = row.getLong(1);
          Stamp stamp = new Stamp(Events.T0, "d" + number);
          claims.add(IdentityClaim.decided(row.getString(2), row.getString(3), stamp, number));
        },
        "%" + prefix + "%");
    return new TreeMap<>(IdentityGraph.of(claims).roots());
  }

  private Map<String, String> storedRoots(String prefix) {
    Map<String, String> roots = new TreeMap<>();
    jdbc.query(
        "select user_key, coalesce(merged_into, user_key) from profile where user_key like ?",
        row -> {
          roots.put(row.getString(1), row.getString(2));
        },
        "%" + prefix + "%");
    return roots;
  }

  /** Where the log of moves says that each key is now. */
  private Map<String, String> rootsFromMoves(String prefix) {
    Map<String, String> roots = new TreeMap<>();
    jdbc.query(
        "select user_key, from_key, to_key from identity_move where user_key like ? order by move",
        row -> {
          String key = row.getString(1);
          assertThat(roots.getOrDefault(key, key)).isEqualTo(row.getString(2));
          roots.put(key, row.getString(3));
        },
        "%" + prefix + "%");
    roots.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
    return roots;
  }

  private static List<byte[]> randomHistory(long seed, String prefix) {
    Random random = new Random(seed);
    List<byte[]> events = new ArrayList<>();
    for (int i = 0; i < 350; i++) {
      String user = prefix + "u" + random.nextInt(6);
      String visitor = prefix + "x" + random.nextInt(6);
      String id = "m" + i;
      Events event =
          switch (random.nextInt(40)) {
            case 0, 1 -> Events.identify(id, user, visitor).minute(random.nextInt(3_000));
            case 2 ->
                Events.alias(id, prefix + "u" + random.nextInt(6), user)
                    .minute(random.nextInt(90_000));
            case 3 -> Events.alias(id, visitor, user).minute(random.nextInt(3_000));
            case 4, 5, 6, 7, 8, 9, 10, 11, 12 ->
                RandomEvents.next(random, user, id).user(null).anonymous(visitor);
            default -> RandomEvents.next(random, user, id);
          };
      events.add(event.json());
      if (random.nextInt(5) == 0) {
        events.add(event.receivedAt(Events.T0.plusSeconds(i)).json());
      }
    }
    return events;
  }

  private void foldInPolls(List<byte[]> events, Random random) {
    for (int from = 0; from < events.size(); ) {
      int to = Math.min(events.size(), from + 1 + random.nextInt(90));
      foldEvents.fold(events.subList(from, to));
      from = to;
    }
  }

  private static String randomKey(Random random, String prefix) {
    return random.nextBoolean()
        ? "anon:" + prefix + "x" + random.nextInt(6)
        : prefix + "u" + random.nextInt(6);
  }

  /** As people do it: some of it is refused. */
  private void decideAtRandom(Random random, String prefix) {
    for (int i = 0; i < 4; i++) {
      String user = randomKey(random, prefix);
      String key = randomKey(random, prefix);
      if (random.nextBoolean()) {
        decide.split(profiles.rootsOf(List.of(key)).getOrDefault(key, user), key, "ann", "random");
      } else {
        decide.merge(user, key, "ann", "random");
      }
    }
  }

  private List<List<byte[]>> stretches(List<byte[]> events, Random order) {
    List<List<byte[]>> stretches = new ArrayList<>();
    for (int i = 0; i < STRETCHES; i++) {
      int from = i * events.size() / STRETCHES;
      int to = (i + 1) * events.size() / STRETCHES;
      List<byte[]> stretch = new ArrayList<>(events.subList(from, to));
      Collections.shuffle(stretch, order);
      if (i > 0) {
        // Late redeliveries.
        stretch.addAll(events.subList(from - 5, from));
      }
      stretches.add(stretch);
    }
    return stretches;
  }

  private void foldAndDecide(long seed, long order, String prefix) {
    Random decisions = new Random(seed);
    Random random = new Random(order);
    for (List<byte[]> stretch : stretches(randomHistory(seed, prefix), random)) {
      foldInPolls(stretch, random);
      decideAtRandom(decisions, prefix);
    }
  }

  private record Logged(String key, String target) {}

  private List<Logged> decisions(String prefix) {
    return jdbc.query(
        "select alias_key, target_key from identity_decision where alias_key like ?"
            + " order by decision",
        (row, number) -> new Logged(row.getString(1), row.getString(2)),
        "%" + prefix + "%");
  }

  /** The same decisions about other users, whether they make sense at that time or not. */
  private void replay(List<Logged> decisions, String from, String to) {
    for (Logged logged : decisions) {
      String key = logged.key.replace(from, to);
      String target = logged.target == null ? null : logged.target.replace(from, to);
      for (boolean done = false; !done; ) {
        try {
          done =
              transactions.inOne(
                  () -> {
                    writer.decide(new Decision(key, target, "ann", "replay"), Map.of());
                    return true;
                  });
        } catch (ConcurrentChange e) {
          // Once more, as the use case does.
        }
      }
    }
  }

  private List<String> recomputeAll(String prefix) {
    Map<String, String> roots = new HashMap<>(storedRoots(prefix));
    roots.values().stream().distinct().forEach(root -> recompute.recompute(root));
    return StoreSnapshot.of(jdbc, prefix);
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23, 24, 25, 26, 27, 28, 29, 30})
  void anyInterleaving_equalsARecomputeFromLedgerAndDecisions(long seed) {
    String one = "dec-one-" + seed + "-";
    String other = "dec-other-" + seed + "-";
    foldAndDecide(seed, seed + 1, one);
    foldAndDecide(seed, seed + 2, other);
    List<Logged> decisions = decisions(one);
    assertThat(decisions).hasSizeGreaterThan(3);
    List<String> stored = StoreSnapshot.of(jdbc, one);
    assertThat(stored).hasSizeGreaterThan(80);
    assertThat(StoreSnapshot.of(jdbc, other)).isEqualTo(stored);

    String last = "dec-last-" + seed + "-";
    foldInPolls(randomHistory(seed, last), new Random(seed));
    replay(decisions, one, last);
    assertThat(StoreSnapshot.of(jdbc, last)).isEqualTo(stored);

    for (String prefix : List.of(one, other, last)) {
      Map<String, String> roots = storedRoots(prefix);
      assertThat(roots).containsAllEntriesOf(rootsFromLogs(prefix));
      roots.entrySet().removeIf(entry -> entry.getKey().equals(entry.getValue()));
      assertThat(rootsFromMoves(prefix)).isEqualTo(roots);
    }
    assertThat(recomputeAll(one)).isEqualTo(stored);
    foldInPolls(randomHistory(seed, one), new Random(seed + 3));
    assertThat(StoreSnapshot.of(jdbc, one)).isEqualTo(stored);
  }

  @Test
  void decisionsWhilePollsAreFolded_equalARecompute() throws Exception {
    String crowded = "dec-crowded-";
    List<byte[]> events = randomHistory(31, crowded);
    Collections.shuffle(events, new Random(2));
    int half = events.size() / 2;
    try (var threads = Executors.newFixedThreadPool(2)) {
      List<Future<?>> folding = new ArrayList<>();
      folding.add(threads.submit(() -> foldInPolls(events.subList(0, half + 30), new Random(3))));
      folding.add(
          threads.submit(
              () -> foldInPolls(events.subList(half - 30, events.size()), new Random(4))));
      Random decisions = new Random(31);
      for (int i = 0; i < 6; i++) {
        decideAtRandom(decisions, crowded);
      }
      for (Future<?> part : folding) {
        part.get();
      }
    }
    List<String> stored = StoreSnapshot.of(jdbc, crowded);
    assertThat(storedRoots(crowded)).containsAllEntriesOf(rootsFromLogs(crowded));
    assertThat(recomputeAll(crowded)).isEqualTo(stored);
  }

  private void fold(Events... events) {
    foldEvents.fold(Arrays.stream(events).map(Events::json).toList());
  }

  private ProfileFacts profile(String key) {
    return readProfiles.find(key).orElseThrow();
  }

  @Test
  void splitAndMergeByHand_moveHistory_andHoldAgainstEvents() {
    fold(
        Events.viewed("v1").anonymous("hand-x"),
        Events.ordered("o1", "o1", "5").anonymous("hand-x").minute(1),
        Events.identify("i1", "hand-a", "hand-x").minute(2),
        Events.viewed("v2").user("hand-b"));
    assertThat(decide.split("hand-a", "anon:hand-x", "ann", "shop tablet"))
        .isEqualTo(new DecideIdentity.Outcome.Decided("hand-a"));
    assertThat(profile("anon:hand-x").userKey()).isEqualTo("anon:hand-x");
    assertThat(profile("anon:hand-x").orders().gross()).isEqualByComparingTo("5");
    assertThat(profile("hand-a").orders().orders()).isZero();
    assertThat(profile("hand-a").mergedKeys()).isEmpty();

    fold(
        Events.identify("i2", "hand-a", "hand-x").minute(3),
        Events.identify("i0", "hand-b", "hand-x").minute(-5));
    assertThat(profile("anon:hand-x").userKey()).isEqualTo("anon:hand-x");

    assertThat(decide.merge("hand-b", "anon:hand-x", "ann", "it is hers"))
        .isEqualTo(new DecideIdentity.Outcome.Decided("hand-b"));
    assertThat(profile("anon:hand-x").userKey()).isEqualTo("hand-b");
    assertThat(profile("hand-b").orders().gross()).isEqualByComparingTo("5");
  }

  @Test
  void usersWhoShareADevice_areMergedByHandOnly() {
    for (int i = 0; i < 20; i++) {
      fold(
          Events.identify("a" + i, "dev-a", "dev-x").minute(2 * i),
          Events.viewed("v" + i).anonymous("dev-x").minute(2 * i),
          Events.identify("b" + i, "dev-b", "dev-x").minute(2 * i + 1));
    }
    assertThat(profile("dev-a").mergedKeys()).containsExactly("anon:dev-x");
    assertThat(profile("dev-b").userKey()).isEqualTo("dev-b");
    assertThat(profile("dev-b").events()).isEqualTo(20);

    decide.merge("dev-a", "dev-b", "ann", "one couple, one account");
    assertThat(profile("dev-b").userKey()).isEqualTo("dev-a");
    assertThat(profile("dev-a").events()).isEqualTo(60);
    decide.split("dev-a", "dev-b", "ann", "no, two");
    assertThat(profile("dev-b").events()).isEqualTo(20);
    assertThat(profile("dev-a").mergedKeys()).containsExactly("anon:dev-x");
  }

  @Test
  void keySplitFromACircle_leavesIt_evenIfTheOtherClaimCountsAgain() {
    fold(
        Events.alias("c1", "ring-a", "ring-b").minute(1),
        Events.alias("c2", "ring-b", "ring-a").minute(2));
    assertThat(profile("ring-a").userKey()).isEqualTo("ring-b");
    decide.split("ring-b", "ring-a", "ann", "two people");
    assertThat(profile("ring-a").userKey()).isEqualTo("ring-a");
    assertThat(profile("ring-b").userKey()).isEqualTo("ring-b");
  }

  @Test
  void keyWithoutHistory_leavesNoProfileBehindWhenItIsSplitOff() {
    fold(Events.alias("a1", "empty-old", "empty-u"));
    assertThat(decide.split("empty-u", "empty-old", "ann", "typing error"))
        .isInstanceOf(DecideIdentity.Outcome.Decided.class);
    assertThat(readProfiles.find("empty-old")).isEmpty();
    assertThat(
            jdbc.queryForObject(
                "select state is null from profile where user_key = 'empty-old'", Boolean.class))
        .isTrue();
    fold(Events.viewed("late").user("empty-old"));
    assertThat(profile("empty-old").events()).isEqualTo(1);
  }
}
