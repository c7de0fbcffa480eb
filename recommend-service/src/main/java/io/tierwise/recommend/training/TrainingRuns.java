package io.tierwise.recommend.training;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The stored runs. A run that is worked on is leased: when its worker dies, another takes over. */
public interface TrainingRuns {
  void add(TrainingRun run);

  Optional<TrainingRun> find(String id);

  /**
   * Newest first.
   *
   * @param before the run of which the older ones are wanted, null for all
   */
  List<TrainingRun> newest(@Nullable String before, int limit);

  /** Takes the oldest run that is queued, or whose lease ran out, for oneself. */
  Optional<TrainingRun> claim(Instant now, Instant leaseUntil);

  /**
   * Keeps progress, metrics and facts, and extends the lease.
   *
   * @return false if another worker has the run by now
   */
  boolean update(TrainingRun run, Instant leaseUntil);

  /**
   * Stores the model, puts it live where the verdict says so, and ends the run in one transaction.
   *
   * @return the version of the model, or empty if another worker has the run by now
   */
  Optional<String> succeed(TrainingRun run, Verdict verdict, byte[] model, Instant now);

  /**
   * @return false if it was neither queued nor running; a worker finds out at its next step
   */
  boolean cancel(String id, Instant now);

  void fail(TrainingRun run, String failure, Instant now);
}
