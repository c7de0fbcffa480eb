package io.tierwise.campaign.decision;

import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.lifecycle.Offer;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that a decision has to know of a user and of what was spent.
 *
 * @param known whether profiles have told of the user
 * @param waiting contacts over the channel that were not seen yet, the most valuable first
 * @param contacts of the user so far, by campaign; those without any are absent
 * @param spends by campaign
 * @param stamp changes whenever a campaign or the contact policy does
 */
public record Situation(
    Member member,
    boolean known,
    List<Waiting> waiting,
    Map<String, Made> contacts,
    Map<String, Spend> spends,
    String stamp) {

  /**
   * @param variant that the user gets of the campaign from the first contact on; null if it has
   *     none
   */
  public record Made(int contacts, @Nullable String variant) {
    static final Made NONE = new Made(0, null);

    boolean allows(Offer offer) {
      return variant == null || offer.variant() == null || variant.equals(offer.variant());
    }
  }

  public record Waiting(String contactId, String campaignId) {}

  /**
   * In micro-units.
   *
   * @param spentToday on the shop's day
   */
  public record Spend(long budget, long spent, long spentToday) {}
}
