package io.tierwise.ingest.rejects;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

/** Counts replayed events once their outcome is recorded. */
final class ReplayMetrics {
  private final MeterRegistry meters;

  ReplayMetrics(MeterRegistry meters) {
    this.meters = meters;
    for (String kind : new String[] {"single", "job"}) {
      for (String outcome : new String[] {"accepted", "rejected", "skipped"}) {
        counter(kind, outcome);
      }
    }
  }

  void single(boolean accepted) {
    counter("single", accepted ? "accepted" : "rejected").increment();
  }

  void job(long accepted, long rejected, long skipped) {
    counter("job", "accepted").increment(accepted);
    counter("job", "rejected").increment(rejected);
    counter("job", "skipped").increment(skipped);
  }

  private Counter counter(String kind, String outcome) {
    return Counter.builder("tierwise.ingest.replays")
        .description("Rejected events that were offered again, by kind of replay and outcome")
        .tag("kind", kind)
        .tag("outcome", outcome)
        .register(meters);
  }
}
