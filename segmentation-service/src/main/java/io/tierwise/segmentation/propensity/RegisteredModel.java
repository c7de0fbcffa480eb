package io.tierwise.segmentation.propensity;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One model, from request to going live and after.
 *
 * @param version counts up over all models
 * @param progress 0..1
 * @param timings milliseconds by stage
 */
public record RegisteredModel(
    UUID id,
    long version,
    ModelState state,
    ModelParameters parameters,
    String codeVersion,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant promotedAt,
    @Nullable Instant supersededAt,
    String stage,
    double progress,
    Map<String, Long> timings,
    @Nullable ModelResult result,
    @Nullable String failure) {}
