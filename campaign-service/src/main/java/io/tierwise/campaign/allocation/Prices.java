package io.tierwise.campaign.allocation;

/**
 * Shadow prices: what one more unit of a campaign's budget, or one more contact of a channel, would
 * add to the value. One for each of the {@link Limits}.
 */
final class Prices {
  private final Limits limits;
  private final double[] price;
  final double[] toll;

  Prices(Limits limits, double[] price) {
    this.limits = limits;
    this.price = price.clone();
    this.toll = limits.tolls(price);
  }

  double of(int limit) {
    return limit < 0 ? 0 : price[limit];
  }

  double campaign(int campaign) {
    return price[campaign];
  }

  double channel(int channel) {
    return of(limits.ofChannel(channel));
  }

  double total() {
    return of(limits.ofTotal());
  }

  /** What one unit less of a group's minimum would add. */
  double group(int group) {
    return of(limits.ofGroup(group));
  }
}
