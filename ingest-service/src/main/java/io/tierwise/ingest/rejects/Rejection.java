package io.tierwise.ingest.rejects;

import io.tierwise.contracts.ingest.RejectedEvent.Reason;
import io.tierwise.ingest.Provenance;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A rejected event as it is kept.
 *
 * @param seq its place in the order of arrival; 0 while it has none
 * @param id made of {@code rejectionId}, and fit for a path, which that is not
 * @param service that rejected it
 * @param topic where it was read; null when it came over HTTP
 * @param userId the user key, or the key of the message
 * @param replays how often it was offered again
 * @param place in a file that was imported
 */
record Rejection(
    long seq,
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
    List<Reason> reasons,
    ReplayStatus status,
    int replays,
    @Nullable Instant lastReplayAt,
    Provenance.@Nullable Place place) {
  static UUID idOf(String rejectionId) {
    return UUID.nameUUIDFromBytes(rejectionId.getBytes(StandardCharsets.UTF_8));
  }

  List<String> codes() {
    return reasons.stream().map(Reason::code).distinct().toList();
  }

  /**
   * A rejection with what it takes to replay it.
   *
   * @param payload as received, without keys and addresses
   * @param complete whether all of the payload was kept
   * @param provenance null where it is not known, as of other services' rejections
   */
  record Kept(
      Rejection rejection, byte[] payload, boolean complete, @Nullable Provenance provenance) {}

  /**
   * One time that it was offered again.
   *
   * @param by the name of the write key
   * @param job null for a replay of this one event
   * @param correction that was offered in its place
   */
  record Attempt(
      Instant at,
      String by,
      @Nullable UUID job,
      boolean accepted,
      @Nullable String messageId,
      List<Reason> reasons,
      byte @Nullable [] correction) {}
}
