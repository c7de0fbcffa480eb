package io.tierwise.segmentation.taste;

import io.tierwise.segmentation.customer.Preferences;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;

/**
 * Clusters of taste that were found on a sample of customers; the newest count.
 *
 * @param customers on whom they were found
 * @param silhouette mean over a sample of them, -1..1
 */
public record TasteRun(
    UUID id, String createdBy, Instant createdAt, long seed, int customers, Model model) {

  /** What is found and kept. */
  public record Model(TasteSpace space, double silhouette, List<Cluster> clusters) {
    public Model {
      clusters = List.copyOf(clusters);
    }

    /** Nearest first. */
    public List<Near> near(Preferences preferences) {
      double[] point = space.point(preferences);
      return clusters.stream()
          .map(cluster -> new Near(cluster.name(), cluster.distance(point)))
          .sorted(Comparator.comparingDouble(Near::distance))
          .toList();
    }
  }

  /**
   * @param name by what its customers like more than others do
   * @param share of the customers, 0..1
   * @param categories the liked ones, most first, with the mean share of interest
   */
  public record Cluster(
      String name,
      double share,
      List<Liked> categories,
      List<Liked> brands,
      List<Liked> priceBands,
      List<Double> center) {
    public Cluster {
      categories = List.copyOf(categories);
      brands = List.copyOf(brands);
      priceBands = List.copyOf(priceBands);
      center = List.copyOf(center);
    }

    double distance(double[] point) {
      double sum = 0;
      for (int i = 0; i < point.length; i++) {
        sum += Math.pow(point[i] - center.get(i), 2);
      }
      return Math.sqrt(sum);
    }
  }

  /**
   * @param share mean share of interest in the cluster
   * @param lift against the mean of all customers
   */
  public record Liked(String name, double share, double lift) {}

  /**
   * @param distance Hellinger's, weighted
   */
  public record Near(String taste, double distance) {}
}
