package io.tierwise.segmentation.value;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One fit of the lifetime value models, from request to going live and after.
 *
 * @param progress 0..1
 * @param timings milliseconds by stage
 */
public record ClvFit(
    UUID id,
    ClvState state,
    ClvParameters parameters,
    String codeVersion,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant supersededAt,
    double progress,
    Map<String, Long> timings,
    @Nullable ClvResult result,
    @Nullable String failure) {}
