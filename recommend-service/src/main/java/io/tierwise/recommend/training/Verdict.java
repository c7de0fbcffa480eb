package io.tierwise.recommend.training;

import io.tierwise.recommend.evaluation.Interval;
import org.jspecify.annotations.Nullable;

/**
 * Whether a new model goes live, and why. Both are measured by NDCG@10 on the same users of the
 * same time split, each fitted to what came before it.
 *
 * @param candidate algorithm and parameters of the new model's primary algorithm
 * @param live the same of the model that serves; null where there is none
 * @param candidateNdcgAt10 null where nothing was compared, as with the next two
 * @param difference candidate less live, with the 95 % interval of a paired bootstrap over users
 */
public record Verdict(
    boolean promoted,
    Reason reason,
    String candidate,
    @Nullable String live,
    @Nullable Double candidateNdcgAt10,
    @Nullable Double liveNdcgAt10,
    @Nullable Interval difference) {
  /** Why it was promoted or not. */
  public enum Reason {
    /** There was no live model. */
    FIRST,
    /** The same algorithm and parameters, fitted to newer data. */
    SAME_RECIPE,
    /** The interval lies above zero. */
    BETTER,
    /** The interval does not lie above zero. */
    NOT_BETTER,
    /** The log is too small for a test, so that nothing shows it to be better. */
    NOT_TESTED,
    /** A person wanted it so. */
    FORCED
  }

  static Verdict untested(Reason reason, String candidate, @Nullable String live) {
    boolean promoted = reason == Reason.FIRST || reason == Reason.SAME_RECIPE;
    return new Verdict(promoted, reason, candidate, live, null, null, null);
  }

  static Verdict compared(
      String candidate, String live, double candidateNdcg, double liveNdcg, Interval difference) {
    boolean better = difference.low() > 0;
    return new Verdict(
        better,
        better ? Reason.BETTER : Reason.NOT_BETTER,
        candidate,
        live,
        candidateNdcg,
        liveNdcg,
        difference);
  }

  /** The same figures, and live all the same. */
  Verdict forced() {
    return promoted
        ? this
        : new Verdict(
            true, Reason.FORCED, candidate, live, candidateNdcgAt10, liveNdcgAt10, difference);
  }
}
