package io.tierwise.campaign.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.trial.ExperimentDesign.GuardRail;
import io.tierwise.campaign.trial.ExperimentDesign.Mode;
import io.tierwise.campaign.trial.ExperimentDesign.StopRules;
import io.tierwise.campaign.trial.ExperimentDesign.Variant;
import io.tierwise.campaign.trial.ExperimentResults.Kind;
import io.tierwise.statistics.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class AnalysisTest {
  private static Experiment experiment(int variants, Mode mode, double mostHarm) {
    ExperimentDesign design =
        new ExperimentDesign(
            "test",
            "creative",
            java.util.stream.IntStream.range(0, variants)
                .mapToObj(i -> new Variant("v" + i, 1.0 / variants, Map.of()))
                .toList(),
            Metric.CONVERSION,
            0.02,
            0.05,
            Duration.ofDays(7),
            Duration.ofDays(28),
            "salt",
            mode,
            List.of(new GuardRail(Metric.REFUNDS, mostHarm)),
            new StopRules(true, true, true, null));
    return new Experiment(
        "id",
        design,
        Experiment.State.RUNNING,
        Arrays.stream(design.shares()).boxed().toList(),
        Instant.EPOCH,
        Instant.EPOCH,
        null,
        null,
        null);
  }

  private static Map<Metric, Sample[]> samples(Sample[] conversion, Sample[] refunds) {
    Map<Metric, Sample[]> samples = new EnumMap<>(Metric.class);
    for (Metric metric : Metric.values()) {
      samples.put(metric, metric == Metric.REFUNDS ? refunds : conversion);
    }
    return samples;
  }

  private static ExperimentResults results(Experiment experiment, Sample... conversion) {
    Sample[] none =
        Arrays.stream(conversion).map(s -> Sample.of(s.count(), 0, 0)).toArray(Sample[]::new);
    return new Analysis(experiment, samples(conversion, none)).results();
  }

  @Test
  void verdict_isTheControl_whereItBeatsAll() {
    ExperimentResults results =
        results(
            experiment(2, Mode.FIXED, 1), Sample.ofShare(5_000, 600), Sample.ofShare(5_000, 400));
    assertThat(results.verdict().kind()).isEqualTo(Kind.WINNER);
    assertThat(results.verdict().winner()).isEqualTo("v0");
  }

  @Test
  void sampleRatioMismatch_comesBeforeAnyWinner() {
    ExperimentResults results =
        results(
            experiment(2, Mode.FIXED, 1), Sample.ofShare(5_000, 400), Sample.ofShare(4_400, 600));
    assertThat(results.sampleRatioAlarm()).isTrue();
    assertThat(results.verdict().kind()).isEqualTo(Kind.SAMPLE_RATIO_MISMATCH);
  }

  @Test
  void guardRail_stopsWhatHarms() {
    Sample[] conversion = {Sample.ofShare(5_000, 400), Sample.ofShare(5_000, 600)};
    Sample[] refunds = {Sample.of(5_000, 5_000, 10_000), Sample.of(5_000, 15_000, 60_000)};
    Analysis harmful = new Analysis(experiment(2, Mode.FIXED, 1), samples(conversion, refunds));
    Analysis accepted = new Analysis(experiment(2, Mode.FIXED, 3), samples(conversion, refunds));
    assertThat(harmful.results().verdict().kind()).isEqualTo(Kind.GUARD_RAIL_BREACHED);
    assertThat(accepted.results().verdict().winner()).isEqualTo("v1");
  }

  @Test
  void nothingSeen_isTooEarly() {
    for (Mode mode : Mode.values()) {
      ExperimentResults results =
          results(experiment(3, mode, 1), Sample.EMPTY, Sample.EMPTY, Sample.EMPTY);
      assertThat(results.verdict().kind()).isEqualTo(Kind.TOO_EARLY);
      assertThat(results.metrics()).allMatch(metric -> metric.comparisons().isEmpty());
    }
  }

  @Test
  void thompson_namesTheSurelyBest() {
    ExperimentResults results =
        results(
            experiment(3, Mode.THOMPSON, 1),
            Sample.ofShare(300, 20),
            Sample.ofShare(4_000, 600),
            Sample.ofShare(300, 15));
    assertThat(results.sampleRatio()).isNull();
    assertThat(results.verdict().winner()).isEqualTo("v1");
  }

  /** Three variants alike, 20 looks: how often a verdict would be wrong, all rules together. */
  @Test
  void verdict_underPeeking_isSeldomWrong() {
    Random random = new Random(71);
    Experiment experiment = experiment(3, Mode.FIXED, 0.5);
    int wrong = 0;
    int experiments = 300;
    for (int i = 0; i < experiments; i++) {
      Sample[] arms = {Sample.EMPTY, Sample.EMPTY, Sample.EMPTY};
      for (int look = 0; look < 20; look++) {
        for (int arm = 0; arm < 3; arm++) {
          long converted = 0;
          for (int unit = 0; unit < 100; unit++) {
            converted += random.nextDouble() < 0.08 ? 1 : 0;
          }
          arms[arm] = arms[arm].plus(Sample.ofShare(100, converted));
        }
        if (results(experiment, arms).verdict().kind() != Kind.UNDECIDED) {
          wrong++;
          break;
        }
      }
    }
    System.out.printf(
        Locale.ROOT, "A/A/A under peeking: %.2f %% wrong verdicts%n", 100.0 * wrong / experiments);
    assertThat((double) wrong / experiments).isLessThanOrEqualTo(0.05);
  }
}
