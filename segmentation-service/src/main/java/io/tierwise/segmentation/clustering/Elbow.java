package io.tierwise.segmentation.clustering;

import io.tierwise.segmentation.clustering.TieringFit.Candidate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where a curve of inertia over k bends most: the point farthest below the line from its first to
 * its last point, both axes scaled to 0..1 (V. Satopää et al., Finding a "Kneedle" in a Haystack,
 * 2011).
 */
final class Elbow {
  /**
   * @param candidates by ascending k
   * @return null where fewer than three points leave nothing to bend
   */
  static @Nullable Integer of(List<Candidate> candidates) {
    if (candidates.size() < 3) {
      return null;
    }
    Candidate first = candidates.getFirst();
    Candidate last = candidates.getLast();
    double drop = first.inertia() - last.inertia();
    if (!(drop > 0)) {
      return null;
    }
    int elbow = first.k();
    double deepest = Double.NEGATIVE_INFINITY;
    for (Candidate candidate : candidates) {
      double x = (candidate.k() - first.k()) / (double) (last.k() - first.k());
      double y = (candidate.inertia() - last.inertia()) / drop;
      double depth = 1 - x - y;
      if (depth > deepest) {
        deepest = depth;
        elbow = candidate.k();
      }
    }
    return elbow;
  }

  private Elbow() {}
}
