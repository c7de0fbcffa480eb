package io.tierwise.campaign.run;

import io.tierwise.campaign.money.Money;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What an allocation did.
 *
 * @param eligibleUsers users whom at least one campaign may contact or holds out
 * @param budget what the campaigns had left before
 * @param primal value of the plan: expected margin less cost, in units of currency
 * @param bound no plan is worth more
 * @param gap (bound - primal) / bound
 * @param prices by campaign: what one more unit of its budget would add
 * @param channelPrices what one more contact of a channel would add
 * @param totalPrice what one more unit of the total budget would add
 * @param minimumSpend what was asked for by tier
 * @param comparison of strategies, if asked for
 * @param treated contacts in the treated arm of their campaign's experiment
 * @param holdout held-out users whom the same prices would have chosen: the control arm
 * @param warnings what was not as it should be, such as missing affinities
 * @param timings milliseconds by stage
 */
public record AllocationResult(
    int eligibleUsers,
    int contacts,
    Money spend,
    Money budget,
    double primal,
    double bound,
    double gap,
    Map<String, Double> prices,
    Map<String, Double> channelPrices,
    List<CampaignShare> byCampaign,
    List<TierShare> byTier,
    List<ChannelShare> byChannel,
    double totalPrice,
    List<MinimumSpend> minimumSpend,
    List<Comparison> comparison,
    int treated,
    int holdout,
    List<String> warnings,
    Map<String, Long> timings) {
  public AllocationResult {
    // Results that were stored before these existed have none.
    byChannel = Objects.requireNonNullElse(byChannel, List.of());
    minimumSpend = Objects.requireNonNullElse(minimumSpend, List.of());
    comparison = Objects.requireNonNullElse(comparison, List.of());
  }

  public record CampaignShare(
      String campaignId,
      String name,
      Money budget,
      Money spend,
      int contacts,
      double value,
      int treated,
      int holdout) {}

  /**
   * @param tier {@code none} for users without tier
   */
  public record TierShare(String tier, int contacts, Money spend, double value) {}

  public record ChannelShare(String channel, int contacts, Money spend, double value) {}

  /**
   * @param price what each unit of the minimum costs in value
   */
  public record MinimumSpend(String tier, Money asked, Money spend, double price) {}

  /**
   * What a strategy would do under the same limits.
   *
   * @param shareOfBest its value beside that of the best plan
   */
  public record Comparison(
      String strategy, int contacts, Money spend, double value, double shareOfBest) {}
}
