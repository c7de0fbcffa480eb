package io.tierwise.campaign.response;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Response rate per (tier, channel, offer), each level shrunk to its parent: offer within tier and
 * channel, tier within channel, channel within all, all within a prior. A level that has seen
 * little answers with its parent's rate, one that has seen much with its own.
 *
 * <p>Beta-Bernoulli at each level with the parent's posterior mean as prior mean (empirical Bayes
 * shrinkage; A. Gelman et al., Bayesian Data Analysis, 3rd ed. 2013, chapter 5).
 */
public final class ResponseModel implements ResponseRates {
  private final double strength;
  private final BetaPosterior root;
  private final Map<Key, double[]> counts = new HashMap<>();

  /** A level; what it does not distinguish is null. */
  private record Key(
      String channel, boolean byTier, @Nullable String tier, @Nullable String campaignOffer) {}

  /**
   * @param priorRate before anything was seen, inside 0..1
   * @param strength contacts that a level must see to count as much as its parent
   */
  public ResponseModel(double priorRate, double strength, List<ResponseCount> observed) {
    this.strength = strength;
    double trials = 0;
    double responses = 0;
    for (ResponseCount count : observed) {
      trials += count.trials();
      responses += count.responses();
      add(channelKey(count.channel()), count);
      add(tierKey(count.channel(), count.tier()), count);
      add(offerKey(count.channel(), count.tier(), count.campaignId(), count.offerId()), count);
    }
    this.root = BetaPosterior.prior(priorRate, strength).after(trials, responses);
  }

  /** The belief about one offer, for users of one tier. */
  public BetaPosterior rate(
      String campaignId, String offerId, String channel, @Nullable String tier) {
    BetaPosterior byChannel = under(root, channelKey(channel));
    BetaPosterior byTier = under(byChannel, tierKey(channel, tier));
    return under(byTier, offerKey(channel, tier, campaignId, offerId));
  }

  @Override
  public double mean(String campaignId, String offerId, String channel, @Nullable String tier) {
    return rate(campaignId, offerId, channel, tier).mean();
  }

  private BetaPosterior under(BetaPosterior parent, Key key) {
    BetaPosterior prior = BetaPosterior.prior(parent.mean(), strength);
    double[] seen = counts.get(key);
    return seen == null ? prior : prior.after(seen[0], seen[1]);
  }

  private void add(Key key, ResponseCount count) {
    double[] sum = counts.computeIfAbsent(key, _ -> new double[2]);
    sum[0] += count.trials();
    sum[1] += count.responses();
  }

  private static Key channelKey(String channel) {
    return new Key(channel, false, null, null);
  }

  private static Key tierKey(String channel, @Nullable String tier) {
    return new Key(channel, true, tier, null);
  }

  private static Key offerKey(
      String channel, @Nullable String tier, String campaignId, String offerId) {
    return new Key(channel, true, tier, campaignId + "/" + offerId);
  }
}
