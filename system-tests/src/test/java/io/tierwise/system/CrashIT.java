package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.ServiceSettings;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * Kill -9 of any part at random moments of a load in random order, round after round: what was
 * accepted is in the ledger once, and every profile is what the ledger says. {@code
 * -Dtierwise.crash.rounds=50} runs the long form, {@code -Dtierwise.crash.seed=N} another history;
 * the moments of the kills are never the same.
 */
class CrashIT {
  private static final int ROUNDS = Integer.getInteger("tierwise.crash.rounds", 5);
  private static final long SEED = Long.getLong("tierwise.crash.seed", 20_261_122);
  private static final int ROUNDS_BETWEEN_AUDITS = 5;
  private static final int EVENTS_OF_A_ROUND = 2_000;
  private static final int BATCH = 25;
  private static final int SENDERS = 4;
  private static final double TO_THE_TOPIC = 0.2;

  @Test
  void killedAtRandomMoments_everyProfileIsWhatTheAcceptedEventsSay() throws Exception {
    RunningSuite suite = RunningSuite.battered();
    String prefix = "crash" + SEED + "-";
    List<ShopEvent> life = new ShopLife(SEED, prefix).sent(ROUNDS * EVENTS_OF_A_ROUND);
    Mishaps mishaps = new Mishaps(suite.stack(), SEED);
    LedgerAudit audit = new LedgerAudit(suite, prefix);
    Random random = new Random(SEED);
    int differences = 0;
    try (PatientClient client = new PatientClient(suite)) {
      for (int round = 1; round <= ROUNDS; round++) {
        int from = (round - 1) * EVENTS_OF_A_ROUND;
        List<String> victims = mishaps.victims(round);
        long begin = System.nanoTime();
        runRound(client, mishaps, victims, life.subList(from, from + EVENTS_OF_A_ROUND), random);
        System.out.printf(
            "crash suite, round %d of %d: killed %s, all well after %d s%n",
            round, ROUNDS, victims, (System.nanoTime() - begin) / 1_000_000_000);
        if (round % ROUNDS_BETWEEN_AUDITS == 0 || round == ROUNDS) {
          long audited = System.nanoTime();
          List<String> found = audit.differences(client.accepted());
          System.out.printf(
              "crash suite: %d differences, found within %d s%n",
              found.size(), (System.nanoTime() - audited) / 1_000_000_000);
          found.stream().limit(20).forEach(System.out::println);
          differences += found.size();
        }
      }
      print(mishaps, client, differences);
      assertThat(new HashSet<>(client.accepted())).isEqualTo(new HashSet<>(life));
    }
    assertThat(differences).isZero();
  }

  /** An audit that sees nothing would prove nothing. */
  @Test
  void audit_findsALostEventADamagedProfileAndADamagedOrder() {
    RunningSuite suite = RunningSuite.battered();
    String prefix = "damage-";
    Set<ShopEvent> life = new HashSet<>(new ShopLife(1, prefix).sent(400));
    LedgerAudit audit = new LedgerAudit(suite, prefix);
    try (PatientClient client = new PatientClient(suite)) {
      client.sendOverHttp(List.copyOf(life));
    }
    assertThat(audit.differences(life)).isEmpty();

    ShopEvent lost = life.iterator().next();
    Database profiles = new Database(suite.stack(), ServiceSettings.PROFILE);
    String rename = "update event_ledger set message_id = ? where message_id = ?";
    assertThat(profiles.update(rename, prefix + "other", lost.messageId())).isEqualTo(1);
    assertThat(audit.differences(life))
        .anyMatch(difference -> difference.startsWith("ledger without " + lost.key()))
        .anyMatch(difference -> difference.startsWith("ledger with "));
    assertThat(profiles.update(rename, lost.messageId(), prefix + "other")).isEqualTo(1);

    String ofOne =
        " where user_key = (select min(user_key) from profile_order where gross > 0 and user_key like ?)";
    assertThat(profiles.update("update profile set refunds = refunds + 1" + ofOne, prefix + "u%"))
        .isEqualTo(1);
    assertThat(audit.differences(life))
        .anyMatch(difference -> difference.startsWith("figures of " + prefix))
        .anyMatch(difference -> difference.startsWith("recompute of " + prefix));
    assertThat(profiles.update("update profile_order set gross = gross + 1" + ofOne, prefix + "u%"))
        .isPositive();
    assertThat(audit.differences(life))
        .anyMatch(difference -> difference.startsWith("recompute of " + prefix));
    assertThat(audit.differences(life)).isEmpty();
  }

  /** Ends when all of it is accepted and all parts are up again. */
  private static void runRound(
      PatientClient client,
      Mishaps mishaps,
      List<String> victims,
      List<ShopEvent> events,
      Random random)
      throws Exception {
    List<List<ShopEvent>> batches = batches(events);
    CountDownLatch moment = new CountDownLatch(1 + random.nextInt(batches.size() * 4 / 5));
    try (ExecutorService senders = Executors.newFixedThreadPool(SENDERS)) {
      List<Future<?>> sending = new ArrayList<>();
      for (List<ShopEvent> batch : batches) {
        boolean topic = random.nextDouble() < TO_THE_TOPIC;
        sending.add(
            senders.submit(
                () -> {
                  if (topic) {
                    client.sendToTopic(batch);
                  } else {
                    client.sendOverHttp(batch);
                  }
                  moment.countDown();
                }));
      }
      assertThat(moment.await(2, TimeUnit.MINUTES)).isTrue();
      CompletableFuture<?> recovery = mishaps.strike(victims);
      for (Future<?> batch : sending) {
        batch.get();
      }
      recovery.get();
    }
  }

  /** A repetition goes into another batch than what it repeats. */
  private static List<List<ShopEvent>> batches(Collection<ShopEvent> events) {
    List<List<ShopEvent>> batches = new ArrayList<>();
    List<ShopEvent> left = new ArrayList<>(events);
    while (!left.isEmpty()) {
      Set<ShopEvent> batch = new HashSet<>();
      List<ShopEvent> rest = new ArrayList<>();
      for (ShopEvent event : left) {
        if (batch.size() == BATCH || !batch.add(event)) {
          rest.add(event);
        }
      }
      batches.add(List.copyOf(batch));
      left = rest;
    }
    return batches;
  }

  private static void print(Mishaps mishaps, PatientClient client, int differences) {
    List<ShopEvent> sent = List.copyOf(client.accepted());
    System.out.printf(
        """
        crash suite: seed %d, %d rounds
          kills        %d %s
          events       %d, sent once more %d, late by a day or more %d
          ids merged   %d
          requests     %d answered with 503, %d without an answer, all sent again
          differences  %d
        """,
        SEED,
        ROUNDS,
        mishaps.kills().values().stream().mapToInt(Integer::intValue).sum(),
        mishaps.kills(),
        new HashSet<>(sent).size(),
        ShopLife.repetitions(sent),
        ShopLife.late(sent),
        new PlainShop(new HashSet<>(sent)).merged(),
        client.refused(),
        client.unanswered(),
        differences);
  }
}
