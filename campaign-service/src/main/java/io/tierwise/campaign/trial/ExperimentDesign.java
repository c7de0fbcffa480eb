package io.tierwise.campaign.trial;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What people decide about an experiment before it starts.
 *
 * @param subject what varies: campaign, creative, recommendation, tier, or anything else
 * @param variants the first is the control
 * @param metric that decides
 * @param minimumEffect smallest effect on it that is worth knowing, absolute; also the spread of
 *     effects of the sequential test
 * @param alpha false positives that are accepted, over all looks and variants
 * @param window after a unit's exposure in which it is counted
 * @param before time before it whose spend sharpens the estimate
 * @param salt of the hash that assigns units
 * @param mode how shares of variants come about
 */
public record ExperimentDesign(
    String name,
    String subject,
    List<Variant> variants,
    Metric metric,
    double minimumEffect,
    double alpha,
    Duration window,
    Duration before,
    String salt,
    Mode mode,
    List<GuardRail> guardRails,
    StopRules stopRules) {
  public ExperimentDesign {
    variants = List.copyOf(variants);
    guardRails = List.copyOf(guardRails);
    if (variants.size() < 2 || !(minimumEffect > 0) || !(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          variants.size() + " variants, effect " + minimumEffect + ", alpha " + alpha);
    }
  }

  /**
   * @param payload what the caller is to do, such as a creative or a strategy
   */
  public record Variant(String name, double share, Map<String, String> payload) {
    public Variant {
      payload = Map.copyOf(payload);
    }
  }

  /**
   * A metric that must not suffer.
   *
   * @param mostHarm absolute change for the worse that is accepted
   */
  public record GuardRail(Metric metric, double mostHarm) {}

  /** How shares come about. */
  public enum Mode {
    /** As the design says. */
    FIXED,
    /** Moved towards the better variants while it runs. */
    THOMPSON
  }

  /**
   * When it stops by itself.
   *
   * @param mostDays null for no end
   */
  public record StopRules(
      boolean whenDecided,
      boolean onSampleRatio,
      boolean onGuardRail,
      @Nullable Integer mostDays) {}

  public double[] shares() {
    return variants.stream().mapToDouble(Variant::share).toArray();
  }

  /** Of each comparison with the control, so that all together keep alpha (Bonferroni). */
  public double alphaEach() {
    return alpha / (variants.size() - 1);
  }
}
