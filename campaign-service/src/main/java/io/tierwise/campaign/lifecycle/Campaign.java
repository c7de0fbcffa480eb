package io.tierwise.campaign.lifecycle;

import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.util.Optional;

/**
 * A campaign as it stands.
 *
 * @param editedBy who changed the plan last
 * @param version grows with every change that people make
 * @param spent on contacts so far; never above the budget
 */
public record Campaign(
    String id,
    CampaignPlan plan,
    CampaignStatus status,
    Approval approval,
    String editedBy,
    long version,
    Money spent,
    Instant createdAt,
    Instant updatedAt) {
  public Money left() {
    return plan.budget().minus(spent);
  }

  /** Whether it may make contacts at that instant. */
  public boolean isActive(Instant at) {
    return status == CampaignStatus.RUNNING
        && !at.isBefore(plan.startsAt())
        && at.isBefore(plan.endsAt());
  }

  /** The campaign's id is the salt: stable for its whole life, independent of other campaigns. */
  public HoldoutAssignment holdout() {
    return new HoldoutAssignment(id, plan.holdoutShare());
  }

  public Optional<Offer> offer(String offerId) {
    return plan.offers().stream().filter(offer -> offer.offerId().equals(offerId)).findFirst();
  }

  public boolean offersOn(Channel channel) {
    return plan.offers().stream().anyMatch(offer -> offer.channel() == channel);
  }
}
