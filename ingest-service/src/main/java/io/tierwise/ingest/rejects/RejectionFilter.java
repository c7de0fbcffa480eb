package io.tierwise.ingest.rejects;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which rejected events are meant; what is null does not matter.
 *
 * @param reason code of any of its reasons
 * @param from of its rejection, inclusive
 * @param to exclusive
 */
@Schema(name = "RejectionFilter")
record RejectionFilter(
    @Nullable String reason,
    @Nullable String source,
    @Nullable String service,
    @Nullable Instant from,
    @Nullable Instant to,
    @Nullable String messageId,
    @Nullable String userId,
    @Nullable ReplayStatus status,
    @Nullable UUID importId) {
  static RejectionFilter between(@Nullable Instant from, @Nullable Instant to) {
    return new RejectionFilter(null, null, null, from, to, null, null, null, null);
  }
}
