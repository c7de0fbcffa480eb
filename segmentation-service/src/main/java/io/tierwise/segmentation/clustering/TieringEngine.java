package io.tierwise.segmentation.clustering;

/** Groups customers by value. */
public interface TieringEngine {
  /** The name under which a run asks for it. */
  String name();

  /**
   * The same matrix and parameters give the same fit.
   *
   * @throws UnusableFeature if a feature has missing values or is constant
   * @throws TooFewCustomers if there are fewer distinct customers than clusters
   */
  TieringFit fit(FeatureMatrix matrix, FitParameters parameters, FitProgress progress);
}
