package io.tierwise.segmentation.audience;

import io.tierwise.segmentation.audience.AudienceSizes.Sample;
import io.tierwise.segmentation.rule.Rule;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/** How many customers a rule holds for: exact for a small shop, else by a random sample. */
public final class EstimateAudience {
  private static final int SAMPLE = 10_000;
  private static final double Z_95 = 1.959963984540054;

  private final AudienceSizes sizes;
  private final Clock clock;

  public EstimateAudience(AudienceSizes sizes, Clock clock) {
    this.sizes = sizes;
    this.clock = clock;
  }

  /**
   * @param low of the interval that covers the true size in 95 of 100 samples
   */
  public record Estimate(
      long customers, long sampled, boolean exact, long size, long low, long high) {}

  public Estimate estimate(Rule rule) {
    return of(sizes.sample(rule, SAMPLE, clock.instant().truncatedTo(ChronoUnit.MICROS)));
  }

  /**
   * The score interval of a share (Wilson, 1927, "Probable inference, the law of succession, and
   * statistical inference"), narrowed for a sample that is a good part of all.
   */
  static Estimate of(Sample sample) {
    long all = sample.customers();
    if (sample.sampled() >= all) {
      return new Estimate(all, all, true, sample.holding(), sample.holding(), sample.holding());
    }
    double n = sample.sampled();
    double share = sample.holding() / n;
    double finite = (all - n) / (all - 1.0);
    double z2 = Z_95 * Z_95 * finite;
    double centre = (share + z2 / (2 * n)) / (1 + z2 / n);
    double half = Math.sqrt(z2 * (share * (1 - share) / n + z2 / (4 * n * n))) / (1 + z2 / n);
    return new Estimate(
        all,
        sample.sampled(),
        false,
        Math.round(share * all),
        Math.max(sample.holding(), (long) Math.floor((centre - half) * all)),
        Math.min(
            all - (sample.sampled() - sample.holding()), (long) Math.ceil((centre + half) * all)));
  }
}
