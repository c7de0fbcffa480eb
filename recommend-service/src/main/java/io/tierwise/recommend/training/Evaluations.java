package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.EvaluationReport;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stored evaluations, leased to whoever carries them out. */
public interface Evaluations {
  /**
   * @return empty if too many wait already
   */
  Optional<Evaluation> create(Evaluation.Wish wish, String by, Instant now);

  Optional<Evaluation> find(UUID id);

  /**
   * Newest first.
   *
   * @param before the one of which the older ones are wanted, null for all
   */
  List<Evaluation> newest(@Nullable UUID before, int limit);

  Optional<Evaluation> claim(String owner, Instant now, Duration lease);

  /**
   * @return false if it was cancelled or another owner has it
   */
  boolean progress(UUID id, String owner, double progress, Instant leaseUntil);

  void succeed(UUID id, String owner, EvaluationReport report, Instant now);

  void fail(UUID id, String owner, String failure, Instant now);

  /**
   * @return false if it was neither queued nor running
   */
  boolean cancel(UUID id, Instant now);
}
