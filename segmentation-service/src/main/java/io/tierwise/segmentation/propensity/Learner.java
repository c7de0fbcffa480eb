package io.tierwise.segmentation.propensity;

/** Learns from examples to score rows. */
public interface Learner {
  /** The name under which a model asks for it. */
  String name();

  /**
   * The same rows and seed give the same scorer.
   *
   * @param rows of at least two classes
   */
  Scorer fit(LabelledRows rows, long seed);
}
