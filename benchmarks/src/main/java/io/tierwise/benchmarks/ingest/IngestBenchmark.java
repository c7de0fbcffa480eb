package io.tierwise.benchmarks.ingest;

import io.tierwise.benchmarks.BenchFolder;
import io.tierwise.benchmarks.MeasuredWork;
import io.tierwise.benchmarks.Rounds;
import io.tierwise.benchmarks.process.CpuTime;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.terminal.Terminal;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;

/**
 * Events a second through the front door until the broker has acknowledged them, in turn with a
 * bare producer that sends the same bytes to the same broker; and the time of a single {@code
 * track} while the door is at half of that load.
 */
public final class IngestBenchmark implements MeasuredWork {
  static final int CONNECTIONS = 64;
  private static final int BATCHES = 200;
  private static final int TRACK_CONNECTIONS = 8;
  private static final double TRACKS_PER_SECOND = 200;

  /**
   * Many short turns rather than few long ones: the ceiling swings by a factor of two within a
   * minute, and door and ceiling have to meet the same swings.
   */
  private static final int TURNS = 15;

  private static final Duration TURN = Duration.ofSeconds(4);

  private final Clock clock;

  public IngestBenchmark(Clock clock) {
    this.clock = clock;
  }

  @Override
  public String name() {
    return "ingest";
  }

  @Override
  public String description() {
    return "batches of 100 events over HTTP until acknowledged, beside a bare Kafka producer";
  }

  @Override
  public BenchReport measure(Wishes wishes, Installation installation, Terminal terminal)
      throws Exception {
    boolean quick = wishes.quick();
    SegmentTraffic traffic = SegmentTraffic.generate(clock.instant(), quick ? 40 : BATCHES);
    StackSettings settings =
        BenchFolder.stack(installation, name(), ServiceSettings.named(ServiceSettings.INGEST));
    BenchReport report;
    try (Stack stack = Stack.start(settings)) {
      URI door = stack.url(ServiceSettings.INGEST);
      String key = ServiceSettings.LOCAL_WRITE_KEY;
      HttpLoad batches =
          new HttpLoad(door, "/v1/batch", key, traffic.batches(), SegmentTraffic.BATCH);
      HttpLoad tracks = new HttpLoad(door, "/v1/track", key, traffic.tracks(), 1);
      Duration warmUp = Duration.ofSeconds(quick ? 5 : 30);
      terminal.line("Warming up for %d s", warmUp.toSeconds());
      batches.asFastAsPossible(CONNECTIONS, warmUp);
      tracks.asFastAsPossible(TRACK_CONNECTIONS, warmUp.dividedBy(5));
      int sample = traffic.batches().size() * SegmentTraffic.BATCH;
      String broker = stack.kafkaBootstrapServers();
      try (BareProducer ceiling = new BareProducer(broker, BareProducer.sample(broker, sample))) {
        ceiling.run(warmUp.dividedBy(5));
        report = new Measuring(stack, batches, tracks, ceiling, terminal, quick).report();
      }
    }
    settings.emptyData();
    return report;
  }

  private final class Measuring {
    private final Stack stack;
    private final HttpLoad batches;
    private final HttpLoad tracks;
    private final BareProducer ceiling;
    private final Terminal terminal;
    private final boolean quick;
    private final Runs doorRate = new Runs();
    private final Runs ceilingRate = new Runs();
    private final Runs ceilingCpu = new Runs();
    private final Runs serverCpu = new Runs();
    private final Runs brokerCpu = new Runs();
    private final Runs clientCpu = new Runs();

    Measuring(
        Stack stack,
        HttpLoad batches,
        HttpLoad tracks,
        BareProducer ceiling,
        Terminal terminal,
        boolean quick) {
      this.stack = stack;
      this.batches = batches;
      this.tracks = tracks;
      this.ceiling = ceiling;
      this.terminal = terminal;
      this.quick = quick;
    }

    BenchReport report() throws Exception {
      int turns = quick ? 3 : TURNS;
      for (int turn = 0; turn < turns; turn++) {
        // Whoever is second finds warmer caches, or a hotter processor.
        boolean doorFirst = turn % 2 == 0;
        if (doorFirst) {
          door();
        }
        ceiling();
        if (!doorFirst) {
          door();
        }
        terminal.line(
            "Turn %d of %d: %,.0f events/s through the door, %,.0f by the bare producer",
            turn + 1, turns, doorRate.values().get(turn), ceilingRate.values().get(turn));
      }
      int rounds = Rounds.of(quick);
      Runs p50 = new Runs();
      Runs p99 = new Runs();
      double load = doorRate.median() / 2;
      for (int round = 0; round < rounds; round++) {
        HttpLoad.Outcome single = halfLoad(load);
        p50.add(single.latencies().percentile(0.5));
        p99.add(single.latencies().percentile(0.99));
        terminal.line(
            "Round %d of %d at %,.0f events/s: a track takes %.1f ms, p99 %.1f ms",
            round + 1, rounds, load, p50.values().get(round), p99.values().get(round));
      }
      return BenchReport.of(name(), clock.instant())
          .figure("eventsPerSecond", doorRate)
          .figure("ceilingEventsPerSecond", ceilingRate)
          .figure("serverCpuMicrosPerEvent", serverCpu)
          .figure("brokerCpuMicrosPerEvent", brokerCpu)
          .figure("clientCpuMicrosPerEvent", clientCpu)
          .figure("ceilingCpuMicrosPerEvent", ceilingCpu)
          .figure("halfLoadEventsPerSecond", load)
          .figure("trackP50Millis", p50)
          .figure("trackP99Millis", p99)
          .ratio("ofCeiling", doorRate, ceilingRate)
          .target("ofCeiling", Bound.AT_LEAST, 0.5)
          .target("trackP99Millis", Bound.AT_MOST, 50)
          .build();
    }

    private void door() throws Exception {
      ProcessHandle server = stack.process(ServiceSettings.INGEST).orElseThrow();
      ProcessHandle broker = stack.process("kafka").orElseThrow();
      Duration serverBefore = CpuTime.of(server);
      Duration brokerBefore = CpuTime.of(broker);
      Duration clientBefore = CpuTime.own();
      HttpLoad.Outcome outcome = batches.asFastAsPossible(CONNECTIONS, TURN);
      doorRate.add(outcome.eventsPerSecond());
      serverCpu.add(micros(CpuTime.of(server).minus(serverBefore)) / outcome.events());
      brokerCpu.add(micros(CpuTime.of(broker).minus(brokerBefore)) / outcome.events());
      clientCpu.add(micros(CpuTime.own().minus(clientBefore)) / outcome.events());
    }

    private void ceiling() {
      ProcessHandle broker = stack.process("kafka").orElseThrow();
      Duration before = CpuTime.of(broker).plus(CpuTime.own());
      BareProducer.Outcome outcome = ceiling.run(TURN);
      Duration taken = CpuTime.of(broker).plus(CpuTime.own()).minus(before);
      ceilingRate.add(outcome.eventsPerSecond());
      ceilingCpu.add(micros(taken) / outcome.events());
    }

    /** Single tracks on connections of their own, beside batches at a steady pace. */
    private HttpLoad.Outcome halfLoad(double eventsPerSecond) throws Exception {
      Duration time = Duration.ofSeconds(quick ? 2 : 10);
      var background =
          new java.util.concurrent.FutureTask<>(() -> steadyBatches(eventsPerSecond, time));
      Thread thread = Thread.ofVirtual().start(background);
      try {
        HttpLoad.Outcome single = tracks.paced(TRACK_CONNECTIONS, time, TRACKS_PER_SECOND);
        background.get();
        return single;
      } finally {
        thread.interrupt();
      }
    }

    private HttpLoad.Outcome steadyBatches(double eventsPerSecond, Duration time) throws Exception {
      return batches.paced(CONNECTIONS, time, eventsPerSecond / SegmentTraffic.BATCH);
    }

    private static double micros(Duration time) {
      return time.toNanos() / 1e3;
    }
  }
}
