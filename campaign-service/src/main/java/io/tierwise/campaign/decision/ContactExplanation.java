package io.tierwise.campaign.decision;

import java.util.List;

/**
 * Why a campaign would, or would not, contact a user now.
 *
 * @param reasons for a person, at least one
 * @param offers the best first; empty where it did not come to weighing them
 */
public record ContactExplanation(
    String campaignId, String name, Verdict verdict, List<String> reasons, List<Worth> offers) {
  public ContactExplanation {
    reasons = List.copyOf(reasons);
    offers = List.copyOf(offers);
  }

  /** In the order in which they are looked at: the first that applies is told. */
  public enum Verdict {
    NOT_ACTIVE,
    NOT_REACHABLE,
    HELD_OUT_OF_ALL,
    NOT_IN_AUDIENCE,
    CONTACTED_ALREADY,
    HELD_OUT,
    CAPPED,
    QUIET_HOURS,
    CHANNEL_FULL,
    BUDGET_EXHAUSTED,
    PACED,
    NOT_WORTH_ITS_PRICE,
    ELIGIBLE
  }

  /**
   * @param value expected margin less cost
   * @param score value less shadow prices; the highest above 0 of all campaigns is chosen
   */
  public record Worth(String offerId, String channel, double value, double score) {}
}
