package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.terminal.Terminal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Events a second from the topic into ledger, profiles and the features topic through the real
 * profile-service, in turn with three other ways into the same PostgreSQL, fsync on; and how soon
 * an order shows in the profile API at half of that load.
 */
public final class ProfileBenchmark implements MeasuredWork {
  private static final String PEER_DATABASE = "bench_peers";
  private static final long SEED = 20_261_122;
  private static final Duration HISTORY = Duration.ofDays(30);

  private final Clock clock;

  public ProfileBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "profile";
  }

  @Override
  public String description() {
    return "events into ledger and profiles, beside JPA, JdbcTemplate batches and a plain COPY";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    Sizes sizes = Sizes.of(wishes);
    Instant start = clock.instant().minus(HISTORY);
    SyntheticEvents events =
        new SyntheticEvents(SEED, wishes.users(), start, HISTORY.dividedBy(sizes.events()));
    StackSettings settings =
        BenchFolder.stack(installation, name(), ServiceSettings.named(ServiceSettings.PROFILE));
    BenchReport report;
    try (Stack stack = Stack.start(settings)) {
      String user = stack.databaseUser();
      String password = stack.databasePassword();
      PeerDatabase.create(stack.jdbcUrl("postgres"), PEER_DATABASE, user, password);
      try (LedgerWatch ledger = new LedgerWatch(stack.jdbcUrl("profile"), user, password);
          TopicWriter topic = new TopicWriter(stack.kafkaBootstrapServers());
          PeerDatabase one = PeerDatabase.make(stack.jdbcUrl(PEER_DATABASE), user, password);
          PeerDatabase other = PeerDatabase.open(stack.jdbcUrl(PEER_DATABASE), user, password);
          PeerTopic features = PeerTopic.create(stack.kafkaBootstrapServers());
          Peers peers =
              new Peers(
                  one, other, features, stack.process("postgres").orElseThrow(), events, sizes)) {
        Drain drain = new Drain(stack, ledger, topic, events::event);
        OrderVisibility orders =
            new OrderVisibility(stack.url(ServiceSettings.PROFILE), topic, events, clock);
        report =
            new ProfileMeasuring(sizes, drain, peers, orders, ledger, terminal)
                .report(name(), clock.instant());
      }
    }
    settings.emptyData();
    return report;
  }
}
