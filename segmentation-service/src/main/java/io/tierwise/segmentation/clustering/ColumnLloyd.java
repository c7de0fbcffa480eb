package io.tierwise.segmentation.clustering;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Lloyd's algorithm (S. Lloyd, Least Squares Quantization in PCM, 1982) over columns: distances,
 * the nearest centroid and the sums of the next centroids come out of one pass, in blocks that stay
 * in the cache and on all processors. Partial sums are added in a fixed order, so that the result
 * does not hang on the number of processors.
 */
final class ColumnLloyd {
  private static final int BLOCK = 256;
  private static final int CHUNK = 16 * BLOCK;

  /** A pass over fewer points takes less time than handing it around. */
  private static final int WORTH_SHARING = 50_000;

  private final double[][] columns;
  private final int size;

  /**
   * @param columns d columns of n values; kept
   */
  ColumnLloyd(double[][] columns, int size) {
    this.columns = columns;
    this.size = size;
  }

  /**
   * Where a search ended.
   *
   * @param inertia of these centroids
   * @param sizes points that are nearest to each
   */
  record Found(double[][] centroids, double inertia, long[] sizes, int iterations) {}

  /**
   * What one pass over some points adds up: by centroid the sums of all columns, and the number.
   */
  private static final class Sums {
    private final double[] sums;
    private final long[] sizes;
    private double inertia;

    Sums(int k, int dimensions) {
      this.sums = new double[k * dimensions];
      this.sizes = new long[k];
    }
  }

  /**
   * @param start k x d; left as it is
   * @param tolerance the share of its inertia that a pass must gain for another to follow
   */
  Found from(double[][] start, int maxIterations, double tolerance) {
    double[][] centroids = Arrays.stream(start).map(double[]::clone).toArray(double[][]::new);
    double before = Double.POSITIVE_INFINITY;
    for (int iteration = 0; ; iteration++) {
      Sums sums = pass(centroids);
      if (iteration == maxIterations || before - sums.inertia <= tolerance * sums.inertia) {
        return new Found(centroids, sums.inertia, sums.sizes, iteration);
      }
      before = sums.inertia;
      move(centroids, sums);
    }
  }

  /** Index of the nearest centroid of each point, the lowest of equals. */
  int[] assign(double[][] centroids) {
    int[] groups = new int[size];
    IntStream.range(0, chunks())
        .parallel()
        .forEach(
            c -> {
              Block block = new Block(centroids);
              for (int from = c * CHUNK; from < end(c); from += BLOCK) {
                int n = Math.min(BLOCK, end(c) - from);
                block.nearest(from, n);
                System.arraycopy(block.which, 0, groups, from, n);
              }
            });
    return groups;
  }

  private Sums pass(double[][] centroids) {
    IntStream chunks = IntStream.range(0, chunks());
    List<Sums> parts =
        (size < WORTH_SHARING ? chunks : chunks.parallel())
            .mapToObj(c -> chunk(c, centroids))
            .toList();
    Sums total = new Sums(centroids.length, columns.length);
    for (Sums part : parts) {
      Arrays.setAll(total.sums, i -> total.sums[i] + part.sums[i]);
      Arrays.setAll(total.sizes, i -> total.sizes[i] + part.sizes[i]);
      total.inertia += part.inertia;
    }
    return total;
  }

  private Sums chunk(int chunk, double[][] centroids) {
    Sums sums = new Sums(centroids.length, columns.length);
    Block block = new Block(centroids);
    for (int from = chunk * CHUNK; from < end(chunk); from += BLOCK) {
      int n = Math.min(BLOCK, end(chunk) - from);
      block.nearest(from, n);
      block.addTo(sums, from, n);
    }
    return sums;
  }

  private int chunks() {
    return (size + CHUNK - 1) / CHUNK;
  }

  private int end(int chunk) {
    return Math.min(size, (chunk + 1) * CHUNK);
  }

  /** A centroid to which nothing is nearest stays where it is. */
  private static void move(double[][] centroids, Sums sums) {
    for (int g = 0; g < centroids.length; g++) {
      int dimensions = centroids[g].length;
      for (int j = 0; j < dimensions && sums.sizes[g] > 0; j++) {
        centroids[g][j] = sums.sums[g * dimensions + j] / sums.sizes[g];
      }
    }
  }

  /** Some points at a time. The loops are plain enough to be compiled to vector instructions. */
  private final class Block {
    private final double[][] centroids;
    private final double[][] distances;
    private final double[] least = new double[BLOCK];
    private final int[] which = new int[BLOCK];

    Block(double[][] centroids) {
      this.centroids = centroids;
      this.distances = new double[centroids.length][BLOCK];
    }

    void nearest(int from, int n) {
      Arrays.fill(least, 0, n, Double.POSITIVE_INFINITY);
      for (int g = 0; g < centroids.length; g++) {
        double[] squared = distances[g];
        Arrays.fill(squared, 0, n, 0);
        for (int j = 0; j < columns.length; j++) {
          addSquares(columns[j], from, n, centroids[g][j], squared);
        }
        keepLess(least, squared, n);
      }
      for (int g = centroids.length - 1; g >= 0; g--) {
        note(which, distances[g], least, g, n);
      }
    }

    void addTo(Sums sums, int from, int n) {
      int dimensions = columns.length;
      for (int i = 0; i < n; i++) {
        sums.inertia += least[i];
        sums.sizes[which[i]]++;
      }
      for (int j = 0; j < dimensions; j++) {
        double[] column = columns[j];
        for (int i = 0; i < n; i++) {
          sums.sums[which[i] * dimensions + j] += column[from + i];
        }
      }
    }

    private static void addSquares(double[] column, int from, int n, double centre, double[] into) {
      for (int i = 0; i < n; i++) {
        double difference = column[from + i] - centre;
        into[i] += difference * difference;
      }
    }

    private static void keepLess(double[] least, double[] values, int n) {
      for (int i = 0; i < n; i++) {
        least[i] = Math.min(least[i], values[i]);
      }
    }

    private static void note(int[] which, double[] values, double[] least, int group, int n) {
      for (int i = 0; i < n; i++) {
        which[i] = values[i] == least[i] ? group : which[i];
      }
    }
  }
}
