package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** The body of a schedule. */
record ScheduleRequest(
    @Schema(example = "0 30 3 * * *", description = "second minute hour day month weekday")
        @Nullable String cron,
    @Schema(example = "Europe/Berlin", description = "UTC if left out") @Nullable String zone,
    @Nullable RunRequest run,
    @Nullable ClvFitRequest clvFit) {}
