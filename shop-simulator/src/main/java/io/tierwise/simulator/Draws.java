package io.tierwise.simulator;

import java.util.List;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** Draws from the distributions of the model. */
final class Draws {
  /** A generator of its own for each subject and purpose: drawing more for one moves no other. */
  static RandomGenerator random(long seed, long subject, long purpose) {
    return new SplittableRandom(mix(seed + mix(subject * 31 + purpose)));
  }

  /**
   * A bijection on 64 bits (finaliser of MurmurHash3, Austin Appleby), so distinct stay distinct.
   */
  static long mix(long value) {
    long z = value;
    z = (z ^ (z >>> 33)) * 0xff51afd7ed558ccdL;
    z = (z ^ (z >>> 33)) * 0xc4ceb9fe1a85ec53L;
    return z ^ (z >>> 33);
  }

  static boolean chance(RandomGenerator random, double probability) {
    return random.nextDouble() < probability;
  }

  static double exponential(RandomGenerator random, double rate) {
    return -Math.log1p(-random.nextDouble()) / rate;
  }

  /** Marsaglia and Tsang, "A simple method for generating gamma variables", 2000. */
  static double gamma(RandomGenerator random, double shape, double rate) {
    if (shape < 1) {
      double boost = Math.pow(1 - random.nextDouble(), 1 / shape);
      return gamma(random, shape + 1, rate) * boost;
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log1p(-random.nextDouble()) < 0.5 * x * x + d - d * v + d * Math.log(v)) {
        return d * v / rate;
      }
    }
  }

  static double beta(RandomGenerator random, double a, double b) {
    double x = gamma(random, a, 1);
    double y = gamma(random, b, 1);
    return x / (x + y);
  }

  /** Knuth's product of uniforms: right for the small means used here. */
  static int poisson(RandomGenerator random, double mean) {
    double limit = Math.exp(-mean);
    double product = random.nextDouble();
    int count = 0;
    while (product > limit) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  /** An index with probability in proportion to its weight; weights need not sum to one. */
  static int index(RandomGenerator random, double[] weights) {
    double sum = 0;
    for (double weight : weights) {
      sum += weight;
    }
    double left = random.nextDouble() * sum;
    for (int i = 0; i < weights.length - 1; i++) {
      left -= weights[i];
      if (left < 0) {
        return i;
      }
    }
    return weights.length - 1;
  }

  static <T> T pick(RandomGenerator random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private Draws() {}
}
