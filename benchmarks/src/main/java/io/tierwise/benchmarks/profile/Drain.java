package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.process.CpuTime;
import io.tierwise.benchmarks.process.Held;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import java.time.Duration;
import java.util.function.LongFunction;

/**
 * One round of the service: it is held still while the topic is filled, so that it neither competes
 * with the filling nor loses what its compiler has learnt, and then let go.
 */
final class Drain {
  private final Stack stack;
  private final LedgerWatch ledger;
  private final TopicWriter topic;
  private final LongFunction<BehaviorEvent> events;

  /**
   * @param events by their number
   */
  Drain(Stack stack, LedgerWatch ledger, TopicWriter topic, LongFunction<BehaviorEvent> events) {
    this.stack = stack;
    this.ledger = ledger;
    this.topic = topic;
    this.events = events;
  }

  /**
   * @param publishedPerSecond the same events, until the last changed profile is published too
   * @param serviceCpu microseconds an event, publication of the features included
   * @param postgresCpu likewise, all of the server's processes
   * @param walBytes written ahead an event, publication included
   */
  record Drained(
      double eventsPerSecond,
      double publishedPerSecond,
      double serviceCpu,
      double postgresCpu,
      double walBytes) {}

  Drained run(long first, int count) throws Exception {
    ProcessHandle service = stack.process(ServiceSettings.PROFILE).orElseThrow();
    ProcessHandle postgres = stack.process("postgres").orElseThrow();
    long rowsBefore = ledger.rows();
    Duration serviceBefore;
    Duration postgresBefore;
    long walBefore;
    try (Held held = Held.still(service)) {
      for (long number = first; number < first + count; number++) {
        topic.send(events.apply(number));
      }
      topic.flush();
      serviceBefore = CpuTime.of(service);
      postgresBefore = CpuTime.ofTree(postgres);
      walBefore = ledger.walBytes();
    }
    Duration time = ledger.awaitRows(rowsBefore + count);
    long stored = System.nanoTime();
    ledger.awaitPublished();
    Duration published = time.plusNanos(System.nanoTime() - stored);
    return new Drained(
        count / (time.toNanos() / 1e9),
        count / (published.toNanos() / 1e9),
        micros(CpuTime.of(service).minus(serviceBefore)) / count,
        micros(CpuTime.ofTree(postgres).minus(postgresBefore)) / count,
        (ledger.walBytes() - walBefore) / (double) count);
  }

  private static double micros(Duration time) {
    return time.toNanos() / 1e3;
  }
}
