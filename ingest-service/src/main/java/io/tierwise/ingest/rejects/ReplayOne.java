package io.tierwise.ingest.rejects;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.Answers;
import io.tierwise.ingest.Answers.EventResults;
import io.tierwise.ingest.Publisher;
import io.tierwise.ingest.rejects.Rejection.Attempt;
import io.tierwise.ingest.rejects.Rejection.Kept;
import io.tierwise.ingest.rejects.RejectionViews.Replay;
import io.tierwise.starter.problem.ProblemException;
import java.time.Clock;
import java.util.BitSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.transaction.support.TransactionOperations;

/** Offers one rejected event again, corrected or as it is, and records what came of it. */
final class ReplayOne {
  private final Rejections rejections;
  private final Revalidation revalidation;
  private final Publisher publisher;
  private final TransactionOperations transactions;
  private final ReplayMetrics metrics;
  private final Clock clock;

  ReplayOne(
      Rejections rejections,
      Revalidation revalidation,
      Publisher publisher,
      TransactionOperations transactions,
      ReplayMetrics metrics,
      Clock clock) {
    this.rejections = rejections;
    this.revalidation = revalidation;
    this.publisher = publisher;
    this.transactions = transactions;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * @param again whether it is offered also if it was accepted already
   */
  ResponseEntity<Object> replay(UUID id, byte @Nullable [] correction, boolean again, String by) {
    Kept kept =
        rejections
            .find(id)
            .orElseThrow(() -> ProblemException.notFound("rejected event", id.toString()));
    if (kept.rejection().status() == ReplayStatus.ACCEPTED && !again) {
      throw ProblemException.conflict(
          "already-accepted", "A replay of it was accepted; again=true offers it once more");
    }
    return switch (revalidation.judge(kept, correction)) {
      case Verdict.Closed closed -> throw ProblemException.conflict(closed.code(), closed.detail());
      case Verdict.Unfit unfit ->
          recorded(id, attempt(by, false, null, unfit.reasons(), correction), null);
      case Verdict.Fit fit -> {
        BitSet acknowledged = publisher.sendAll(fit.messages());
        if (acknowledged.cardinality() < fit.messages().size()) {
          yield Answers.brokerUnavailable(acknowledged, fit.messages().size());
        }
        yield recorded(
            id, attempt(by, true, fit.messageId(), List.of(), correction), fit.results());
      }
    };
  }

  private Attempt attempt(
      String by,
      boolean accepted,
      @Nullable String messageId,
      List<Reason> reasons,
      byte @Nullable [] correction) {
    return new Attempt(clock.instant(), by, null, accepted, messageId, reasons, correction);
  }

  private ResponseEntity<Object> recorded(
      UUID id, Attempt attempt, @Nullable EventResults results) {
    transactions.executeWithoutResult(transaction -> rejections.record(Map.of(id, attempt)));
    metrics.single(attempt.accepted());
    return ResponseEntity.ok(Replay.of(attempt, results));
  }
}
