package io.tierwise.campaign.experiment;

import io.tierwise.statistics.Sample;
import java.util.Random;

/**
 * Shares of traffic by the probability to be the best variant, as Thompson sampling gives them.
 *
 * <p>W. R. Thompson, On the likelihood that one unknown probability exceeds another, Biometrika 25,
 * 1933. Beliefs about means are taken as normal, which Beta posteriors of shares come near with the
 * prior of one success and one failure that is added here.
 */
public final class ThompsonShares {
  private static final int DRAWS = 4_000;

  /** Probability of each to be the best, by simulation; sums to 1. */
  public static double[] bestProbabilities(Sample[] samples, boolean share, long seed) {
    Random random = new Random(seed);
    double[] best = new double[samples.length];
    for (int draw = 0; draw < DRAWS; draw++) {
      int leader = 0;
      double most = Double.NEGATIVE_INFINITY;
      for (int i = 0; i < samples.length; i++) {
        double drawn = draw(samples[i], share, random);
        if (drawn > most) {
          most = drawn;
          leader = i;
        }
      }
      best[leader] += 1.0 / DRAWS;
    }
    return best;
  }

  /**
   * Likewise, but each variant keeps a part of the traffic, so that beliefs can still change.
   *
   * @param least share of each, below 1 / variants
   */
  public static double[] of(Sample[] samples, boolean share, double least, long seed) {
    double[] shares = bestProbabilities(samples, share, seed);
    for (int i = 0; i < shares.length; i++) {
      shares[i] = least + (1 - least * shares.length) * shares[i];
    }
    return shares;
  }

  private static double draw(Sample sample, boolean share, Random random) {
    if (share) {
      double n = sample.count() + 2.0;
      double mean = (sample.sum() + 1) / n;
      return mean + random.nextGaussian() * Math.sqrt(mean * (1 - mean) / n);
    }
    if (sample.count() < 2) {
      // Nothing is known: as likely far above the others as far below.
      return random.nextBoolean() ? Double.MAX_VALUE : -Double.MAX_VALUE;
    }
    return sample.mean() + random.nextGaussian() * Math.sqrt(sample.variance() / sample.count());
  }

  private ThompsonShares() {}
}
