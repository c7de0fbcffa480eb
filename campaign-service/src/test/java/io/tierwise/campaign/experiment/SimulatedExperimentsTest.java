package io.tierwise.campaign.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.tierwise.statistics.Difference;
import io.tierwise.statistics.Interval;
import io.tierwise.statistics.MixtureSprt;
import io.tierwise.statistics.NewcombeInterval;
import io.tierwise.statistics.Power;
import io.tierwise.statistics.Sample;
import io.tierwise.statistics.SampleRatio;
import java.util.Locale;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * How often intervals and tests err, over many simulated experiments whose truth is known. Seeds
 * are fixed; bounds leave room for the chance of so many trials, as said beside them.
 */
class SimulatedExperimentsTest {
  private static final double ALPHA = 0.05;
  private static final int EXPERIMENTS = 2_000;

  /** Three standard deviations above 5 % over 2000 experiments. */
  private static final double MOST = 0.05 + 3 * Math.sqrt(0.05 * 0.95 / EXPERIMENTS);

  /** Spend of a user before and during, lognormal where there is any. */
  private static double[] user(Random random, double effect) {
    double taste = random.nextGaussian();
    double before = random.nextInt(3) == 0 ? Math.exp(3 + 0.7 * taste) : 0;
    double during =
        random.nextInt(3) == 0 ? Math.exp(3 + 0.7 * taste + 0.3 * random.nextGaussian()) : 0;
    return new double[] {during + 0.5 * before + effect, before};
  }

  private static Sample arm(Random random, int users, double effect) {
    Sample sample = Sample.EMPTY;
    for (int i = 0; i < users; i++) {
      double[] user = user(random, effect);
      sample = sample.plus(user[0], user[1]);
    }
    return sample;
  }

  private static double missed(Supplier<Interval> experiment, double truth) {
    int missed = 0;
    for (int i = 0; i < EXPERIMENTS; i++) {
      Interval interval = experiment.get();
      missed += interval.low() > truth || interval.high() < truth ? 1 : 0;
    }
    return (double) missed / EXPERIMENTS;
  }

  @Test
  void revenue_welchAndCuped_coverTheTruth_andCupedIsNarrower() {
    for (double effect : new double[] {0, 1.5}) {
      Random random = new Random(11);
      double welch =
          missed(
              () -> Difference.welch(arm(random, 400, effect), arm(random, 250, 0)).interval(ALPHA),
              effect);
      Random again = new Random(12);
      double cuped =
          missed(
              () -> Difference.cuped(arm(again, 400, effect), arm(again, 250, 0)).interval(ALPHA),
              effect);
      System.out.printf(
          Locale.ROOT,
          "effect %.1f: Welch misses %.2f %%, CUPED %.2f %%%n",
          effect,
          100 * welch,
          100 * cuped);
      assertThat(welch).isLessThan(MOST);
      assertThat(cuped).isLessThan(MOST);
    }
    Random random = new Random(13);
    Sample treated = arm(random, 5_000, 1);
    Sample control = arm(random, 5_000, 0);
    double narrower =
        Difference.cuped(treated, control).variance()
            / Difference.welch(treated, control).variance();
    System.out.printf(Locale.ROOT, "CUPED leaves %.0f %% of the variance%n", 100 * narrower);
    assertThat(narrower).isLessThan(0.8);
  }

  @Test
  void conversion_newcombe_coversTheTruth() {
    for (double effect : new double[] {0, 0.02}) {
      Random random = new Random(21);
      double missed =
          missed(
              () ->
                  NewcombeInterval.ofDifference(
                      binomial(random, 900, 0.03 + effect), 900, binomial(random, 300, 0.03), 300),
              effect);
      System.out.printf(
          Locale.ROOT, "effect %.2f: Newcombe misses %.2f %%%n", effect, 100 * missed);
      assertThat(missed).isLessThan(MOST);
    }
  }

  private static long binomial(Random random, int trials, double share) {
    long successes = 0;
    for (int i = 0; i < trials; i++) {
      successes += random.nextDouble() < share ? 1 : 0;
    }
    return successes;
  }

  /** Share of experiments that the sequential test ever rejects, looking after every 50 users. */
  private static double everRejected(long seed, double share, double effect, double tau) {
    Random random = new Random(seed);
    MixtureSprt test = new MixtureSprt(tau);
    int rejected = 0;
    for (int i = 0; i < EXPERIMENTS; i++) {
      long treated = 0;
      long control = 0;
      for (int n = 50; n <= 5_000; n += 50) {
        treated += binomial(random, 50, share + effect);
        control += binomial(random, 50, share);
        Difference difference =
            Difference.welch(Sample.ofShare(n, treated), Sample.ofShare(n, control));
        if (n >= MixtureSprt.LEAST_UNITS && test.pValue(difference) < ALPHA) {
          rejected++;
          break;
        }
      }
    }
    return (double) rejected / EXPERIMENTS;
  }

  @Test
  void sequentialTest_underPeeking_seldomRejectsAnAaTest_andFindsAnEffect() {
    for (double share : new double[] {0.02, 0.1, 0.4}) {
      double falsePositives = everRejected(31, share, 0, share / 5);
      System.out.printf(
          Locale.ROOT,
          "A/A, conversion %.2f, 100 looks: %.2f %% false positives%n",
          share,
          100 * falsePositives);
      assertThat(falsePositives).isLessThanOrEqualTo(ALPHA);
    }
    assertThat(everRejected(32, 0.1, 0.03, 0.02)).isGreaterThan(0.9);
  }

  @Test
  void fixedTest_underPeeking_wouldErrOften() {
    // What the sequential test is for: the same looks at 95 % intervals.
    Random random = new Random(33);
    int rejected = 0;
    for (int i = 0; i < 500; i++) {
      long treated = 0;
      long control = 0;
      for (int n = 50; n <= 5_000; n += 50) {
        treated += binomial(random, 50, 0.1);
        control += binomial(random, 50, 0.1);
        Interval interval = NewcombeInterval.ofDifference(treated, n, control, n);
        if (interval.low() > 0 || interval.high() < 0) {
          rejected++;
          break;
        }
      }
    }
    assertThat(rejected / 500.0).isGreaterThan(0.2);
  }

  @Test
  void sequentialInterval_holdsTheTruthAtAllTimes() {
    Random random = new Random(41);
    MixtureSprt test = new MixtureSprt(1);
    int missed = 0;
    for (int i = 0; i < 500; i++) {
      Sample treated = Sample.EMPTY;
      Sample control = Sample.EMPTY;
      for (int look = 0; look < 20; look++) {
        treated = treated.plus(arm(random, 100, 1));
        control = control.plus(arm(random, 100, 0));
        Interval interval = test.interval(Difference.cuped(treated, control), ALPHA);
        if (interval.low() > 1 || interval.high() < 1) {
          missed++;
          break;
        }
      }
    }
    assertThat(missed / 500.0).isLessThanOrEqualTo(ALPHA);
  }

  @Test
  void power_isWhatWasAskedFor() {
    long units = new Power(ALPHA, 0.8, 0.3).unitsForShare(0.05, 0.02);
    int controls = (int) Math.round(units * 0.3);
    int treated = (int) units - controls;
    Random random = new Random(51);
    int found = 0;
    for (int i = 0; i < 800; i++) {
      Interval interval =
          NewcombeInterval.ofDifference(
              binomial(random, treated, 0.07), treated, binomial(random, controls, 0.05), controls);
      found += interval.low() > 0 ? 1 : 0;
    }
    System.out.printf(Locale.ROOT, "power 80 %%: %d units, found %.1f %%%n", units, found / 8.0);
    assertThat(found / 800.0).isCloseTo(0.8, within(0.05));
    assertThat(new Power(ALPHA, 0.8, 0.5).unitsForMean(10, 1, 0.5))
        .isCloseTo(new Power(ALPHA, 0.8, 0.5).unitsForMean(10, 1, 0) / 2, within(1L));
  }

  @Test
  void sampleRatio_alarmsSeldomWithoutReason_andSurelyWithOne() {
    Random random = new Random(61);
    int alarms = 0;
    for (int i = 0; i < EXPERIMENTS; i++) {
      long first = binomial(random, 1_000, 0.5);
      double p = SampleRatio.pValue(new long[] {first, 1_000 - first}, new double[] {0.5, 0.5});
      alarms += p < SampleRatio.ALARM ? 1 : 0;
    }
    assertThat(alarms).isLessThanOrEqualTo(5);
    assertThat(SampleRatio.pValue(new long[] {5_000, 4_600}, new double[] {0.5, 0.5}))
        .isLessThan(SampleRatio.ALARM);
    assertThat(SampleRatio.pValue(new long[] {3, 0}, new double[] {0.5, 0.5})).isEqualTo(1);
  }

  @Test
  void thompson_movesTrafficToTheBest_andKeepsALeastShare() {
    double[] start =
        ThompsonShares.of(new Sample[] {Sample.EMPTY, Sample.EMPTY, Sample.EMPTY}, true, 0.05, 1);
    double[] later =
        ThompsonShares.of(
            new Sample[] {
              Sample.ofShare(1_000, 20), Sample.ofShare(1_000, 60), Sample.ofShare(1_000, 25)
            },
            true,
            0.05,
            1);

    for (double share : start) {
      assertThat(share).isCloseTo(1 / 3.0, within(0.05));
    }
    assertThat(later[1]).isGreaterThan(0.85);
    assertThat(later[0]).isCloseTo(0.05, within(0.01));
    assertThat(later[0] + later[1] + later[2]).isCloseTo(1, within(1e-9));
  }

  @Test
  void variants_comeInTheirShares_andDoNotDependOnEachOther() {
    VariantAssignment one = new VariantAssignment("a", new double[] {0.2, 0.3, 0.5});
    VariantAssignment other = new VariantAssignment("b", new double[] {0.5, 0.5});
    int[][] counts = new int[3][2];
    for (int i = 0; i < 20_000; i++) {
      counts[one.of("u" + i)][other.of("u" + i)]++;
    }
    assertThat((counts[0][0] + counts[0][1]) / 20_000.0).isCloseTo(0.2, within(0.01));
    assertThat((counts[2][0] + counts[2][1]) / 20_000.0).isCloseTo(0.5, within(0.012));
    assertThat((double) counts[2][0] / (counts[2][0] + counts[2][1])).isCloseTo(0.5, within(0.02));
    assertThat(one.of("u7")).isEqualTo(one.of("u7"));
  }
}
