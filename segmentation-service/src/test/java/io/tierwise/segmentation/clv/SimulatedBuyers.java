package io.tierwise.segmentation.clv;

import java.util.Random;

/** Customers who behave as a model says, seen for 100 to 700 days. */
public record SimulatedBuyers(int[] repeats, int[] recency, int[] age) {
  public static SimulatedBuyers of(PurchaseModel model, int customers, long seed) {
    Random random = new Random(seed);
    SimulatedBuyers buyers =
        new SimulatedBuyers(new int[customers], new int[customers], new int[customers]);
    for (int i = 0; i < customers; i++) {
      buyers.age[i] = 100 + random.nextInt(600);
      double rate = gamma(random, model.r()) / model.alpha();
      double leaving = gamma(random, model.a());
      double dropout = leaving / (leaving + gamma(random, model.b()));
      double now = 0;
      boolean alive = model.kind() == PurchaseKind.BG_NBD || random.nextDouble() >= dropout;
      while (alive) {
        now -= Math.log(1 - random.nextDouble()) / rate;
        if (!(now < buyers.age[i])) {
          break;
        }
        buyers.repeats[i]++;
        buyers.recency[i] = (int) now;
        alive = random.nextDouble() >= dropout;
      }
    }
    return buyers;
  }

  public FrequencyTable table() {
    return FrequencyTable.of(repeats, recency, age);
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
