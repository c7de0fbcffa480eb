package io.tierwise.ingest.rejects;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.ingest.Answers;
import io.tierwise.ingest.Answers.EventResults;
import io.tierwise.ingest.Provenance;
import io.tierwise.ingest.rejects.Rejection.Attempt;
import io.tierwise.ingest.rejects.Rejection.Kept;
import io.tierwise.ingest.validation.Utf8;
import io.tierwise.starter.problem.FieldProblem;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Rejected events and their replays as the API shows them. */
final class RejectionViews {
  @Schema(name = "RejectedEvent")
  record Summary(
      UUID id,
      String rejectionId,
      Instant rejectedAt,
      String service,
      String source,
      @Nullable String topic,
      @Nullable Integer partition,
      @Nullable Long offset,
      @Nullable String messageId,
      @Nullable String userId,
      ReplayStatus status,
      int replays,
      @Nullable Instant lastReplayAt,
      @Nullable UUID importId,
      @Nullable Long line,
      List<FieldProblem> errors) {
    static Summary of(Rejection of) {
      return new Summary(
          of.id(),
          of.rejectionId(),
          of.rejectedAt(),
          of.service(),
          of.source(),
          of.topic(),
          of.partition(),
          of.offset(),
          of.messageId(),
          of.userId(),
          of.status(),
          of.replays(),
          of.lastReplayAt(),
          of.place() == null ? null : of.place().importId(),
          of.place() == null ? null : of.place().line(),
          Answers.errors(of.reasons()));
    }
  }

  /**
   * @param door it came in by; null where another service rejected it
   * @param payload null where it is not UTF-8, and {@code payloadBase64} otherwise
   * @param complete whether all of the payload was kept
   */
  @Schema(name = "RejectedEventDetail")
  record Detail(
      Summary rejection,
      @Nullable String door,
      @Nullable String type,
      @Nullable String envelope,
      @Nullable String payload,
      @Nullable String payloadBase64,
      boolean complete,
      List<Replay> history) {
    static Detail of(Kept kept, List<Attempt> history) {
      Provenance provenance = kept.provenance();
      byte[] payload = kept.payload();
      boolean text = Utf8.isValid(payload, 0, payload.length);
      return new Detail(
          Summary.of(kept.rejection()),
          provenance == null ? null : provenance.door().label(),
          provenance == null || provenance.type() == null ? null : provenance.type().name(),
          provenance == null ? null : provenance.envelope(),
          text ? new String(payload, StandardCharsets.UTF_8) : null,
          text ? null : Base64.getEncoder().encodeToString(payload),
          kept.complete(),
          history.stream().map(Replay::of).toList());
    }
  }

  @Schema(name = "Replay")
  record Replay(
      Instant at,
      String by,
      @Nullable UUID job,
      Answers.Status outcome,
      @Nullable String messageId,
      List<FieldProblem> errors,
      @Nullable String correction,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable EventResults results) {
    static Replay of(Attempt attempt) {
      return of(attempt, null);
    }

    /**
     * @param results of the events of a batch
     */
    static Replay of(Attempt attempt, @Nullable EventResults results) {
      byte[] correction = attempt.correction();
      return new Replay(
          attempt.at(),
          attempt.by(),
          attempt.job(),
          attempt.accepted() ? Answers.Status.accepted : Answers.Status.rejected,
          attempt.messageId(),
          Answers.errors(attempt.reasons()),
          correction == null ? null : new String(correction, StandardCharsets.UTF_8),
          results);
    }
  }

  /**
   * @param events found when it was made; {@code accepted}, {@code rejected} and {@code skipped} of
   *     them are done
   */
  @Schema(name = "ReplayJob")
  record Job(
      UUID id,
      ReplayJob.State state,
      double progress,
      RejectionFilter filter,
      boolean again,
      @Nullable String note,
      Counts counts,
      String createdBy,
      Instant createdAt,
      @Nullable Instant startedAt,
      @Nullable Instant finishedAt,
      @Nullable String trouble) {
    static Job of(ReplayJob job) {
      return new Job(
          job.id(),
          job.state(),
          job.progress(),
          job.filter(),
          job.again(),
          job.note(),
          new Counts(
              job.total(),
              job.accepted() + job.rejected(),
              job.accepted(),
              job.rejected(),
              job.skipped()),
          job.createdBy(),
          job.createdAt(),
          job.startedAt(),
          job.finishedAt(),
          job.trouble());
    }
  }

  @Schema(name = "ReplayCounts")
  record Counts(long events, long replayed, long accepted, long rejected, long skipped) {}

  private RejectionViews() {}
}
