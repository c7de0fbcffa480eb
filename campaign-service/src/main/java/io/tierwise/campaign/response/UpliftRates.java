package io.tierwise.campaign.response;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a contact adds to the chance of an order: the rate of those who were contacted less that of
 * held-out users of the same tier whom the same rule would have contacted. Two models, each shrunk
 * on its own; so an offer of which nothing is known yet is worth what its channel and tier are.
 *
 * <p>B. Hansotia, B. Rukstales, Incremental value modeling, Journal of Interactive Marketing 16,
 * 2002.
 */
public final class UpliftRates implements ResponseRates {
  private static final String HELD_OUT = "";
  private final ResponseModel treated;
  private final ResponseModel control;

  /**
   * @param treated first contacts and whether an order followed within the window, whatever caused
   *     it
   * @param control likewise held-out users, by tier; see {@link #heldOut}
   */
  public UpliftRates(
      ResponsePrior prior, List<ResponseCount> treated, List<ResponseCount> control) {
    this.control = new ResponseModel(prior.rate(), prior.strength(), control);
    this.treated = new ResponseModel(prior.rate(), prior.strength(), treated);
  }

  public static ResponseCount heldOut(@Nullable String tier, double users, double converted) {
    return new ResponseCount(HELD_OUT, HELD_OUT, HELD_OUT, tier, users, converted);
  }

  @Override
  public double mean(String campaignId, String offerId, String channel, @Nullable String tier) {
    return treated.mean(campaignId, offerId, channel, tier)
        - control.mean(HELD_OUT, HELD_OUT, HELD_OUT, tier);
  }
}
