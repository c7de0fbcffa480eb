package io.tierwise.segmentation.clustering;

import java.util.ArrayList;
import java.util.List;

/** Distances between points and centroids, the same for a fit and for a single customer. */
final class Centroids {
  static double squaredDistance(double[] a, double[] b) {
    double sum = 0;
    for (int j = 0; j < a.length; j++) {
      double difference = a[j] - b[j];
      sum += difference * difference;
    }
    return sum;
  }

  /** Index of the nearest centroid, the lowest of equals. */
  static int nearest(double[][] centroids, double[] point) {
    int nearest = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centroids.length; c++) {
      double distance = squaredDistance(centroids[c], point);
      if (distance < best) {
        best = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  /** As {@link #nearest(double[][], double[])}. */
  static int nearest(List<List<Double>> centroids, double[] point) {
    int nearest = 0;
    double best = Double.POSITIVE_INFINITY;
    for (int c = 0; c < centroids.size(); c++) {
      List<Double> centroid = centroids.get(c);
      double distance = 0;
      for (int j = 0; j < point.length; j++) {
        double difference = centroid.get(j) - point[j];
        distance += difference * difference;
      }
      if (distance < best) {
        best = distance;
        nearest = c;
      }
    }
    return nearest;
  }

  static int[] assign(double[][] centroids, double[][] points) {
    int[] groups = new int[points.length];
    for (int i = 0; i < groups.length; i++) {
      groups[i] = nearest(centroids, points[i]);
    }
    return groups;
  }

  static double inertia(double[][] centroids, double[][] points, int[] groups) {
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      sum += squaredDistance(centroids[groups[i]], points[i]);
    }
    return sum;
  }

  static double[] point(List<Double> coordinates) {
    return coordinates.stream().mapToDouble(Double::doubleValue).toArray();
  }

  static List<List<Double>> lists(double[][] centroids) {
    List<List<Double>> lists = new ArrayList<>();
    for (double[] centroid : centroids) {
      List<Double> coordinates = new ArrayList<>();
      for (double coordinate : centroid) {
        coordinates.add(coordinate);
      }
      lists.add(coordinates);
    }
    return lists;
  }

  private Centroids() {}
}
