package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.lifecycle.CampaignVersion;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A change of a campaign. */
record CampaignVersionView(
    long version,
    @Schema(
            allowableValues = {
              "created",
              "edited",
              "restored",
              "scheduled",
              "unscheduled",
              "started",
              "paused",
              "finished",
              "submitted",
              "approved",
              "rejected",
              "imported"
            })
        String action,
    @Schema(description = "Who; 'schedule' where a window opened or closed") String by,
    Instant at,
    @Nullable String comment,
    String status,
    String approval,
    @Schema(description = "What is otherwise than in the version before, by field")
        List<PlanDifference> changes) {
  static CampaignVersionView of(
      CampaignVersion version, @Nullable CampaignVersion before, Amounts amounts) {
    var revision = version.revision();
    return new CampaignVersionView(
        version.number(),
        revision.action().name().toLowerCase(Locale.ROOT),
        revision.by(),
        revision.at(),
        revision.comment(),
        revision.status().name(),
        revision.approval().name(),
        before == null
            ? List.of()
            : PlanDifference.between(
                PlanView.of(before.revision().plan(), amounts),
                PlanView.of(revision.plan(), amounts)));
  }
}
