package io.tierwise.segmentation.clustering;

/** Told how far a fit is; may throw to stop it. */
@FunctionalInterface
public interface FitProgress {
  /**
   * @param fraction done, 0..1
   */
  void at(double fraction);
}
