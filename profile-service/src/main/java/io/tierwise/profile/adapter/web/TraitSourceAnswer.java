package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Where a trait comes from, as JSON. */
@Schema(name = "TraitSource")
record TraitSourceAnswer(
    @Schema(description = "When it was stated") Instant at,
    @Schema(example = "m-1") String messageId,
    @Schema(
            description = "The id that the event came with; null if the event is not kept any more",
            example = "anon:3f6c1a52")
        @Nullable String userId,
    @Schema(description = "What brought the event, such as a write key's name", example = "web")
        @Nullable String source) {}
