package io.tierwise.campaign.allocation;

/**
 * Shadow prices: what one more unit of a campaign's budget, or one more contact of a channel, would
 * add to the value.
 */
final class Prices {
  final double[] campaign;
  final double[] channel;

  Prices(int campaigns, int channels) {
    this(new double[campaigns], new double[channels]);
  }

  private Prices(double[] campaign, double[] channel) {
    this.campaign = campaign;
    this.channel = channel;
  }

  Prices copy() {
    return new Prices(campaign.clone(), channel.clone());
  }
}
