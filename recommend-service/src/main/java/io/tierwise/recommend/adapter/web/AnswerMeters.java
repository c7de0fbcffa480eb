package io.tierwise.recommend.adapter.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tierwise.recommend.serving.Recommendations;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.Supplier;

/** Counts and times answers by endpoint, strategy and fallback. */
public final class AnswerMeters {
  private record Label(String endpoint, String strategy, boolean fallback) {}

  private final MeterRegistry meters;
  private final ConcurrentHashMap<Label, Timer> timers = new ConcurrentHashMap<>();

  public AnswerMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  Recommendations time(String endpoint, Supplier<Recommendations> work) {
    return time(endpoint, work, Function.identity());
  }

  /**
   * @param answer what of the work is the answer
   */
  <T> T time(String endpoint, Supplier<T> work, Function<T, Recommendations> answer) {
    Timer.Sample sample = Timer.start(meters);
    T done = work.get();
    sample.stop(timer(endpoint, answer.apply(done)));
    return done;
  }

  /** One of many answers that were computed together: counted, without a time of its own. */
  void count(String endpoint, Recommendations answer) {
    meters
        .counter(
            "tierwise.recommend.batched.answers",
            "endpoint",
            endpoint,
            "strategy",
            answer.strategy().id(),
            "fallback",
            String.valueOf(answer.fallback()))
        .increment();
  }

  /** Looked up by a small key: building a meter's id for every answer costs more than timing it. */
  private Timer timer(String endpoint, Recommendations answer) {
    return timers.computeIfAbsent(
        new Label(endpoint, answer.strategy().id(), answer.fallback()),
        label ->
            Timer.builder("tierwise.recommend.answers")
                .description("Time to an answer, by the strategy of its first item")
                .tags(
                    "endpoint",
                    label.endpoint(),
                    "strategy",
                    label.strategy(),
                    "fallback",
                    String.valueOf(label.fallback()))
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(meters));
  }
}
