package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.system.Crowd.Answered;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The broker or the database is away under load. Where the broker does not answer, or slowly,
 * clients hear so in time and memory stays bounded; without the database nobody notices at the
 * door. Afterwards everything that was accepted is there.
 */
class BackPressureIT {
  private static final int CLIENTS = 150;

  /**
   * Its settings add up to 11 s; the rest is for a busy machine. The broker's client waits 120 s.
   */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(45);

  /** 400 on two cores; with more of them there are more threads and buffers. */
  private static final long MOST_MIB = 768;

  /** Connections are refused, or nothing is answered, or little. */
  enum Trouble {
    KILLED,
    FROZEN,
    SLOW;

    AutoCloseable begin(Stack stack, String part) throws Exception {
      return switch (this) {
        case KILLED -> {
          stack.kill(part);
          yield () -> stack.start(part);
        }
        case FROZEN -> Freezer.solid(stack, part);
        case SLOW -> Freezer.mostly(stack, part);
      };
    }
  }

  @ParameterizedTest
  @EnumSource
  void brokerInTrouble_clientsHearInTime_andWhatWasAcceptedIsThere(Trouble trouble)
      throws Exception {
    RunningSuite suite = RunningSuite.battered();
    ProcessHandle ingest = suite.stack().process(ServiceSettings.INGEST).orElseThrow();
    String prefix = "crowd-" + trouble.name().toLowerCase(Locale.ROOT) + "-";
    long before = ProcessMemory.residentMiB(ingest);
    try (Crowd crowd = new Crowd(suite, prefix, CLIENTS)) {
      Eventually.value(
          "the crowd is at work",
          Duration.ofMinutes(1),
          () -> crowd.answers().size() > CLIENTS ? crowd : null);
      long most;
      try (AutoCloseable _ = trouble.begin(suite.stack(), "kafka")) {
        most = mostMemoryUntilAnswered(crowd, ingest);
      }
      crowd.endOfDay();
      assertAnswers(crowd.answers());
      if (trouble != Trouble.SLOW) {
        assertThat(refused(crowd.answers())).isGreaterThan(CLIENTS);
      }
      assertThat(suite.stack().process(ServiceSettings.INGEST)).contains(ingest);
      assertThat(most).as("MiB of ingest-service").isLessThan(MOST_MIB);
      print(trouble, crowd, before, most);
      assertArrived(suite, crowd.accepted(), prefix);
    }
  }

  /** Thrice, so that buffers have been filled and emptied: the first answer may be a last yes. */
  private static long mostMemoryUntilAnswered(Crowd crowd, ProcessHandle ingest) {
    long[] most = {0};
    int already = crowd.answers().size();
    Eventually.value(
        "everyone was answered thrice",
        Duration.ofMinutes(5),
        Duration.ofMillis(200),
        () -> {
          most[0] = Math.max(most[0], ProcessMemory.residentMiB(ingest));
          return crowd.answers().size() - already >= 3 * CLIENTS ? most : null;
        });
    return most[0];
  }

  private static long refused(Collection<Answered> answers) {
    return answers.stream().filter(answer -> answer.status() == 503).count();
  }

  private static void assertAnswers(Collection<Answered> answers) {
    assertThat(answers)
        .allSatisfy(
            answer -> {
              assertThat(answer.status()).isIn(202, 503);
              assertThat(answer.after()).isLessThan(LONGEST_WAIT);
              assertThat(answer.retryAfter()).matches(answer.status() == 503 ? "[1-9][0-9]*" : "");
            });
  }

  private static void assertArrived(RunningSuite suite, Set<String> accepted, String prefix) {
    ProfileDatabase database = new ProfileDatabase(suite.stack());
    Eventually.value(
        "the ledger has what was accepted",
        Duration.ofMinutes(4),
        Duration.ofMillis(500),
        () -> database.ledgerSize(prefix) >= accepted.size() ? accepted : null);
    List<String> ledger =
        database.ledger(prefix).stream().map(ProfileDatabase.Key::messageId).toList();
    assertThat(ledger).doesNotHaveDuplicates();
    assertThat(Set.copyOf(ledger)).isEqualTo(accepted);
  }

  private static void print(Trouble trouble, Crowd crowd, long before, long most) {
    Collection<Answered> answers = crowd.answers();
    System.out.printf(
        "broker %s: %d clients, %d requests answered with 202, %d with 503, the slowest after %.1f s;"
            + " ingest-service held %d MiB before, %d at most%n",
        trouble,
        CLIENTS,
        answers.size() - refused(answers),
        refused(answers),
        answers.stream()
                .map(Answered::after)
                .max(Comparator.naturalOrder())
                .orElseThrow()
                .toMillis()
            / 1e3,
        before,
        most);
  }

  @ParameterizedTest
  @EnumSource(names = {"KILLED", "FROZEN"})
  void withoutDatabase_everythingIsAccepted_andProfilesCatchUp(Trouble trouble) throws Exception {
    RunningSuite suite = RunningSuite.battered();
    String prefix = "database-" + trouble.name().toLowerCase(Locale.ROOT) + "-";
    List<ShopEvent> life =
        List.copyOf(new LinkedHashSet<>(new ShopLife(trouble.ordinal(), prefix).sent(5_000)));
    try (PatientClient client = new PatientClient(suite)) {
      int third = life.size() / 3;
      send(client, life.subList(0, third));
      try (AutoCloseable _ = trouble.begin(suite.stack(), "postgres")) {
        send(client, life.subList(third, 2 * third));
        Eventually.asserted(
            "profile-service notices",
            Duration.ofMinutes(1),
            () ->
                assertThat(suite.profile().get("/actuator/health/readiness").status())
                    .isNotEqualTo(200));
        send(client, life.subList(2 * third, life.size()));
      }
      assertThat(client.refused() + client.unanswered()).isZero();
      long begin = System.nanoTime();
      assertThat(new LedgerAudit(suite, prefix).differences(client.accepted())).isEmpty();
      System.out.printf(
          "database %s: %d events accepted, none refused; caught up and compared within %.1f s%n",
          trouble, life.size(), (System.nanoTime() - begin) / 1e9);
    }
  }

  private static void send(PatientClient client, List<ShopEvent> events) {
    for (int from = 0; from < events.size(); from += 100) {
      client.sendOverHttp(events.subList(from, Math.min(events.size(), from + 100)));
    }
  }
}
