package io.tierwise.benchmarks.clv;

import java.util.Random;

/**
 * Customers who order and leave as BG/NBD with the parameters of CDNOW says, seen for 180 to 720
 * days.
 */
record SyntheticBuyers(int[] repeats, int[] recency, int[] age, double[] means) {
  private static final double R = 0.25;
  private static final double ALPHA_DAYS = 33;
  private static final double A = 0.72;
  private static final double B = 2.16;
  private static final double LOG_SPREAD = 0.5;
  private static final int MIN_DAYS = 180;
  private static final int DAYS = 540;

  static SyntheticBuyers of(int customers, long seed) {
    Random random = new Random(seed);
    SyntheticBuyers buyers =
        new SyntheticBuyers(
            new int[customers], new int[customers], new int[customers], new double[customers]);
    for (int i = 0; i < customers; i++) {
      buyers.fill(i, random);
    }
    return buyers;
  }

  private void fill(int i, Random random) {
    age[i] = MIN_DAYS + random.nextInt(DAYS);
    means[i] = 30 * Math.exp(random.nextGaussian() * LOG_SPREAD);
    double rate = gamma(random, R) / ALPHA_DAYS;
    double leaving = gamma(random, A);
    double dropout = leaving / (leaving + gamma(random, B));
    double now = 0;
    while (true) {
      now -= Math.log(1 - random.nextDouble()) / rate;
      if (!(now < age[i])) {
        return;
      }
      repeats[i]++;
      recency[i] = (int) now;
      if (random.nextDouble() < dropout) {
        return;
      }
    }
  }

  /** G. Marsaglia and W. Tsang, A Simple Method for Generating Gamma Variables, 2000. */
  private static double gamma(Random random, double shape) {
    if (shape < 1) {
      return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double z = random.nextGaussian();
      double v = Math.pow(1 + c * z, 3);
      if (v > 0 && Math.log(random.nextDouble()) < 0.5 * z * z + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
