package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.profile.Drain.Drained;
import io.tierwise.benchmarks.profile.GrowthSizes.Scenario;
import io.tierwise.benchmarks.report.BenchReport;
import io.tierwise.benchmarks.report.Runs;
import io.tierwise.launcher.terminal.Terminal;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The rounds at one size, and the figures that come of them. */
final class GrowthMeasuring {
  /** What an event leaves on disk, and the name of its figure. */
  private static final Map<String, String> TABLES = tables();

  private final GrowthSizes sizes;
  private final Scenario scenario;
  private final LedgerWatch ledger;
  private final Terminal terminal;

  GrowthMeasuring(GrowthSizes sizes, Scenario scenario, LedgerWatch ledger, Terminal terminal) {
    this.sizes = sizes;
    this.scenario = scenario;
    this.ledger = ledger;
    this.terminal = terminal;
  }

  private static Map<String, String> tables() {
    Map<String, String> tables = new LinkedHashMap<>();
    tables.put("event_ledger", "ledger");
    tables.put("ledger_message", "messageId");
    tables.put("ledger_fact", "fact");
    tables.put("profile", "profile");
    tables.put("profile_order", "order");
    tables.put("profile_session", "session");
    return tables;
  }

  /**
   * @param firsts makes users known
   * @param drain the numbered events
   */
  void measure(Drain firsts, Drain drain, BenchReport.Builder report) throws Exception {
    warmUp(firsts, drain);
    Runs ledgerEvents = new Runs();
    Runs rate = new Runs();
    Runs serviceCpu = new Runs();
    Runs postgresCpu = new Runs();
    Runs walBytes = new Runs();
    for (int round = 0; round < sizes.rounds(); round++) {
      ledgerEvents.add(ledger.rows());
      Drained drained = drain.run(sizes.warmUp() + (long) round * sizes.round(), sizes.round());
      rate.add(drained.eventsPerSecond());
      serviceCpu.add(drained.serviceCpu());
      postgresCpu.add(drained.postgresCpu());
      walBytes.add(drained.walBytes());
      terminal.line(
          "  Round %d of %d: %,.0f events/s; service %.1f, PostgreSQL %.1f us an event; %,.0f bytes"
              + " written ahead",
          round + 1,
          sizes.rounds(),
          drained.eventsPerSecond(),
          drained.serviceCpu(),
          drained.postgresCpu(),
          drained.walBytes());
    }
    report
        .figure(name("users"), ledger.users())
        .figure(name("months"), scenario.months())
        .figure(name("ledgerEvents"), ledgerEvents)
        .figure(name("eventsPerSecond"), rate)
        .figure(name("serviceCpuMicrosPerEvent"), serviceCpu)
        .figure(name("postgresCpuMicrosPerEvent"), postgresCpu)
        .figure(name("walBytesPerEvent"), walBytes);
    onDisk(report);
  }

  private void warmUp(Drain firsts, Drain drain) throws Exception {
    terminal.line("Users: %,d; months: %d", scenario.users(), scenario.months());
    for (int known = 0; known < scenario.users(); ) {
      int next = Math.min(sizes.round(), scenario.users() - known);
      firsts.run(known, next);
      known += next;
      terminal.line("  %,d users known", known);
    }
    drain.run(0, sizes.warmUp());
    ledger.settle();
    terminal.line("  Warmed up with %,d events", sizes.warmUp());
  }

  private void onDisk(BenchReport.Builder report) throws SQLException {
    double events = ledger.rows();
    double all = 0;
    for (Map.Entry<String, String> table : TABLES.entrySet()) {
      long bytes = ledger.bytesOf(table.getKey());
      report.figure(name(table.getValue() + "BytesPerEvent"), bytes / events);
      all += bytes;
    }
    report.figure(name("bytesPerEvent"), all / events);
    report.figure(name("profileBytesPerUser"), ledger.bytesOf("profile") / (double) ledger.users());
  }

  private String name(String figure) {
    return scenario.key() + "." + figure;
  }
}
