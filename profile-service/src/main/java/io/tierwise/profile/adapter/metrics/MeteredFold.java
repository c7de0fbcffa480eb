package io.tierwise.profile.adapter.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tierwise.profile.history.FoldMetrics;
import java.time.Duration;

/** The fold in figures. */
public final class MeteredFold implements FoldMetrics {
  private final Timer poll;
  private final Timer event;
  private final Counter folded;
  private final Counter duplicates;
  private final Counter rejected;
  private final Counter merged;

  public MeteredFold(MeterRegistry meters) {
    poll =
        Timer.builder("tierwise.profile.fold.poll")
            .description("Time to fold one poll, transaction included")
            .publishPercentileHistogram()
            .register(meters);
    event =
        Timer.builder("tierwise.profile.fold.event")
            .description("Time of a poll divided by its events")
            .register(meters);
    folded = counter(meters, "folded", "Events new to the ledger");
    duplicates = counter(meters, "duplicates", "Events that the ledger had already");
    rejected = counter(meters, "rejected", "Messages that could not be folded");
    merged =
        Counter.builder("tierwise.profile.merged.keys")
            .description("Keys that changed their canonical user")
            .register(meters);
  }

  private static Counter counter(MeterRegistry meters, String outcome, String description) {
    return Counter.builder("tierwise.profile.events")
        .tag("outcome", outcome)
        .description(description)
        .register(meters);
  }

  @Override
  public void folded(int events, int duplicateEvents, int rejectedEvents, Duration took) {
    poll.record(took);
    int all = events + duplicateEvents + rejectedEvents;
    if (all > 0) {
      event.record(took.dividedBy(all));
    }
    folded.increment(events);
    duplicates.increment(duplicateEvents);
    rejected.increment(rejectedEvents);
  }

  @Override
  public void merged(int keys) {
    merged.increment(keys);
  }
}
