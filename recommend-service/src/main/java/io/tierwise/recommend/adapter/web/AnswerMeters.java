package io.tierwise.recommend.adapter.web;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.tierwise.recommend.serving.Recommendations;
import java.util.function.Supplier;

/** Counts and times answers by endpoint, strategy and fallback. */
public final class AnswerMeters {
  private final MeterRegistry meters;

  public AnswerMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  Recommendations time(String endpoint, Supplier<Recommendations> work) {
    Timer.Sample sample = Timer.start(meters);
    Recommendations answer = work.get();
    sample.stop(timer(endpoint, answer));
    return answer;
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

  private Timer timer(String endpoint, Recommendations answer) {
    return Timer.builder("tierwise.recommend.answers")
        .description("Time to an answer, by the strategy of its first item")
        .tags(
            "endpoint",
            endpoint,
            "strategy",
            answer.strategy().id(),
            "fallback",
            String.valueOf(answer.fallback()))
        .publishPercentiles(0.5, 0.95, 0.99)
        .register(meters);
  }
}
