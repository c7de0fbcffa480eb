package io.tierwise.campaign.lifecycle;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A campaign's next state, and what made it.
 *
 * @param editedBy who changed the plan last
 * @param comment of who rejects or approves; null without
 */
public record Revision(
    CampaignPlan plan,
    CampaignStatus status,
    Approval approval,
    String editedBy,
    Action action,
    String by,
    Instant at,
    @Nullable String comment) {
  /** What happened. */
  public enum Action {
    CREATED,
    EDITED,
    RESTORED,
    SCHEDULED,
    UNSCHEDULED,
    STARTED,
    PAUSED,
    FINISHED,
    SUBMITTED,
    APPROVED,
    REJECTED,
    /** What stood when histories began to be kept. */
    IMPORTED
  }
}
