package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.profile.Drain.Drained;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
import io.tierwise.benchmarks.report.Target.Bound;
import io.tierwise.launcher.terminal.Terminal;
import java.time.Instant;

/** The rounds, and the figures that come of them. */
final class ProfileMeasuring {
  private final Sizes sizes;
  private final Drain drain;
  private final Peers peers;
  private final OrderVisibility orders;
  private final LedgerWatch ledger;
  private final Terminal terminal;
  private final Runs rate = new Runs();
  private final Runs published = new Runs();
  private final Runs cpu = new Runs();
  private final Runs serviceCpu = new Runs();
  private final Runs postgresCpu = new Runs();
  private final Runs walBytes = new Runs();

  ProfileMeasuring(
      Sizes sizes,
      Drain drain,
      Peers peers,
      OrderVisibility orders,
      LedgerWatch ledger,
      Terminal terminal) {
    this.sizes = sizes;
    this.drain = drain;
    this.peers = peers;
    this.orders = orders;
    this.ledger = ledger;
    this.terminal = terminal;
  }

  BenchReport report(String name, Instant date) throws Exception {
    terminal.line("Warming up with %,d events", sizes.warmUp());
    drain.run(0, sizes.warmUp());
    peers.warmUp(0);
    long next = sizes.warmUp();
    for (int round = 0; round < sizes.rounds(); round++) {
      // Whoever is second finds what the first left to the server: checkpoints, vacuum.
      boolean serviceFirst = round % 2 == 0;
      if (serviceFirst) {
        drain(next);
      }
      peers.round(next);
      if (!serviceFirst) {
        drain(next);
      }
      terminal.line(
          "Round %d of %d: %,.0f events/s; JPA %,.0f, by poll %,.0f; JdbcTemplate %,.0f; COPY %,.0f",
          round + 1,
          sizes.rounds(),
          rate.values().get(round),
          peers.jpa.rate().values().get(round),
          peers.jpaByPoll.rate().values().get(round),
          peers.jdbc.rate().values().get(round),
          peers.copy.rate().values().get(round));
      next += sizes.round();
    }
    BenchReport.Builder report =
        BenchReport.of(name, date)
            .figure("eventsPerSecond", rate)
            .figure("eventsPerSecondUntilPublished", published)
            .figure("jpaEventsPerSecond", peers.jpa.rate())
            .figure("jpaByPollEventsPerSecond", peers.jpaByPoll.rate())
            .figure("jdbcTemplateEventsPerSecond", peers.jdbc.rate())
            .figure("copyEventsPerSecond", peers.copy.rate())
            .figure("jpaCpuMicrosPerEvent", peers.jpa.cpu())
            .figure("jpaByPollCpuMicrosPerEvent", peers.jpaByPoll.cpu())
            .figure("jdbcTemplateCpuMicrosPerEvent", peers.jdbc.cpu())
            .figure("cpuMicrosPerEvent", cpu)
            .figure("serviceCpuMicrosPerEvent", serviceCpu)
            .figure("postgresCpuMicrosPerEvent", postgresCpu)
            .figure("walBytesPerEvent", walBytes)
            .figure("ledgerBytesPerEvent", ledger.bytesOf("event_ledger") / (double) next);
    ordersAtHalfLoad(next, report);
    return report
        .ratio("toJpa", rate, peers.jpa.rate())
        .ratio("toJpaByPoll", rate, peers.jpaByPoll.rate())
        .ratio("toJdbcTemplate", rate, peers.jdbc.rate())
        .ratio("cpuOfJdbcTemplate", cpu, peers.jdbc.cpu())
        .ratio("ofCopy", rate, peers.copy.rate())
        .target("toJdbcTemplate", Bound.AT_LEAST, 5)
        .target("toJpa", Bound.AT_LEAST, 30)
        .target("orderVisibleP99Millis", Bound.AT_MOST, 1_000)
        .build();
  }

  private void drain(long first) throws Exception {
    Drained drained = drain.run(first, sizes.round());
    rate.add(drained.eventsPerSecond());
    published.add(drained.publishedPerSecond());
    cpu.add(drained.serviceCpu() + drained.postgresCpu());
    serviceCpu.add(drained.serviceCpu());
    postgresCpu.add(drained.postgresCpu());
    walBytes.add(drained.walBytes());
  }

  private void ordersAtHalfLoad(long first, BenchReport.Builder report) throws Exception {
    Runs p50 = new Runs();
    Runs p99 = new Runs();
    double load = rate.median() / 2;
    long next = first;
    long rows = ledger.rows();
    long refused = 0;
    // The first one warms up: nobody has asked the API anything yet.
    for (int round = 0; round <= sizes.rounds(); round++) {
      var seen = orders.measure(Integer.toString(round), next, load, sizes.halfLoad());
      next += seen.sent();
      rows += seen.sent();
      ledger.awaitRows(rows);
      ledger.awaitPublished();
      if (round == 0) {
        continue;
      }
      refused += seen.refused();
      p50.add(seen.latencies().percentile(0.5));
      p99.add(seen.latencies().percentile(0.99));
      terminal.line(
          "Round %d of %d at %,.0f events/s: an order shows after %,.0f ms, p99 %,.0f ms",
          round, sizes.rounds(), load, p50.values().getLast(), p99.values().getLast());
    }
    report
        .figure("halfLoadEventsPerSecond", load)
        .figure("orderVisibleP50Millis", p50)
        .figure("orderVisibleP99Millis", p99)
        .figure("refusedReads", refused);
  }
}
