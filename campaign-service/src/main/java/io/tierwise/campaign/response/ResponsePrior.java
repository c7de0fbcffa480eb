package io.tierwise.campaign.response;

/**
 * What is believed before anything was seen.
 *
 * @param rate of response, inside 0..1
 * @param strength contacts that it weighs as much as
 */
public record ResponsePrior(double rate, double strength) {
  public ResponsePrior {
    if (!(rate > 0 && rate < 1) || !(strength > 0)) {
      throw new IllegalArgumentException("prior rate " + rate + ", strength " + strength);
    }
  }
}
