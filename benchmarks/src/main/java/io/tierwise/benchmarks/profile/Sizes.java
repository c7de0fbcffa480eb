package io.tierwise.benchmarks.profile;

import io.tierwise.benchmarks.Rounds;
import io.tierwise.launcher.bench.BenchmarkSuite.Wishes;
import java.time.Duration;

/**
 * How much each contender gets in a round. The slow ones get less, and are compared by the event:
 * what they are spared keeps their tables small, which favours them.
 *
 * @param round events that the service drains
 * @param jpa of them for entities in a transaction each
 * @param jpaByPoll and for entities in a transaction for each poll
 */
record Sizes(
    int rounds,
    int warmUp,
    int round,
    int jpa,
    int jpaByPoll,
    int jdbc,
    int copy,
    Duration halfLoad) {
  static Sizes of(Wishes wishes) {
    int rounds = Rounds.of(wishes.quick());
    int round = Math.max(1, wishes.events() / rounds);
    return new Sizes(
        rounds,
        round,
        round,
        Math.min(3_000, Math.ceilDiv(round, 50)),
        Math.min(20_000, Math.ceilDiv(round, 10)),
        Math.min(60_000, Math.ceilDiv(round, 4)),
        Math.min(100_000, Math.ceilDiv(round, 2)),
        Duration.ofSeconds(wishes.quick() ? 4 : 20));
  }

  long events() {
    return warmUp + (long) rounds * round;
  }
}
