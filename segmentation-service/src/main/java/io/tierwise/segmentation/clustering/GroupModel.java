package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.customer.TieringFeature;
import java.util.List;
import java.util.Map;

/**
 * A rule that puts every customer into one of k groups, the most valuable first: what an engine
 * leaves behind, cheap enough to ask for every change of a customer.
 */
public sealed interface GroupModel
    permits ClusterModel, DensityModel, QuantileModel, RfmGridModel, SupervisedModel {
  int k();

  /** In the order of the columns of a row. */
  List<TieringFeature> features();

  /**
   * @param row features in original units
   * @return 0 for the most valuable group
   */
  int group(double[] row);

  /**
   * @return the features in standard deviations from the average; empty where the rule has no scale
   */
  double[] z(double[] row);

  /**
   * @return distances to the centres of all groups; empty where groups have no centre
   */
  default double[] distances(double[] row) {
    return new double[0];
  }

  /**
   * The centre of a group in original units; empty where it has none.
   *
   * @param group 0 for the most valuable one
   */
  default Map<TieringFeature, Double> original(int group) {
    return Map.of();
  }

  /**
   * Why a row is where it is, in a sentence.
   *
   * @param names of the groups
   */
  String reason(double[] row, List<String> names);
}
