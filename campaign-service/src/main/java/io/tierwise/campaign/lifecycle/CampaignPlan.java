package io.tierwise.campaign.lifecycle;

import io.tierwise.campaign.audience.Audience;
import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.util.List;
import java.util.Objects;

/**
 * What people decide about a campaign.
 *
 * @param goal in the words of who plans it
 * @param endsAt exclusive
 * @param margin share of the order value that is earned, 0..1
 * @param holdoutShare share of the audience that is never contacted, 0 up to but not including 1
 * @param contactsPerUser at most so many contacts of this campaign for a user, from start to end
 * @param priority campaigns with a higher one choose their contacts first; 0 by itself
 */
public record CampaignPlan(
    String name,
    String goal,
    Instant startsAt,
    Instant endsAt,
    Money budget,
    double margin,
    List<Offer> offers,
    Audience audience,
    double holdoutShare,
    int contactsPerUser,
    int priority,
    Pacing pacing) {
  public CampaignPlan {
    offers = List.copyOf(offers);
    // Plans that were stored before it existed have none.
    pacing = Objects.requireNonNullElse(pacing, Pacing.NONE);
    if (!endsAt.isAfter(startsAt)) {
      throw new IllegalArgumentException("ends at " + endsAt + ", starts at " + startsAt);
    }
    if (budget.micros() < 0 || !(margin >= 0 && margin <= 1)) {
      throw new IllegalArgumentException("budget " + budget + ", margin " + margin);
    }
    if (!(holdoutShare >= 0 && holdoutShare < 1) || contactsPerUser < 1 || offers.isEmpty()) {
      throw new IllegalArgumentException(
          "holdout " + holdoutShare + ", contacts " + contactsPerUser + ", " + offers.size());
    }
  }
}
