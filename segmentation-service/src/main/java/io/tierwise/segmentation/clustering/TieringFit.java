package io.tierwise.segmentation.clustering;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A fitted model and how good it is.
 *
 * @param inertia sum of squared distances of all customers to their centroid
 * @param silhouette mean over a sample, -1..1
 * @param candidates all numbers of clusters that were tried, ascending
 * @param elbow where the inertia bends most; null if fewer than three numbers were tried
 * @param figures what only this engine tells, by name
 */
public record TieringFit(
    GroupModel model,
    double inertia,
    double silhouette,
    List<Candidate> candidates,
    @Nullable Integer elbow,
    Map<String, List<Double>> figures) {
  public TieringFit {
    candidates = List.copyOf(candidates);
    figures = Map.copyOf(figures);
  }

  /** One number of clusters that was tried. */
  public record Candidate(int k, double inertia, double silhouette) {}
}
