package io.tierwise.campaign.uplift;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How many answers a ranking causes, the further down it one goes, beside a random order.
 *
 * <p>N. J. Radcliffe, Using control groups to target on predicted lift: building and assessing
 * uplift models, Direct Marketing Analytics Journal, 2007.
 *
 * @param points incremental answers per user of the whole, by share of users contacted, from 0 to 1
 * @param coefficient area between the curve and the straight line of a random order; per user
 * @param low of the 95 % bootstrap interval of the coefficient
 * @param high likewise
 */
public record Qini(List<Point> points, double coefficient, double low, double high) {
  private static final int POINTS = 20;

  public Qini {
    points = List.copyOf(points);
  }

  public record Point(double share, double incremental) {}

  /**
   * @param scores of the units, the highest first to be contacted; must not be learnt from them
   * @param samples of the bootstrap over units
   */
  public static Qini of(double[] scores, UpliftData data, int samples, long seed) {
    int[] order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    int[] weight = new int[order.length];
    Arrays.fill(weight, 1);
    double[] curve = curve(order, weight, data);
    Random random = new Random(seed);
    double[] areas = new double[samples];
    for (int s = 0; s < samples; s++) {
      Arrays.fill(weight, 0);
      for (int i = 0; i < weight.length; i++) {
        weight[random.nextInt(weight.length)]++;
      }
      areas[s] = area(curve(order, weight, data));
    }
    Arrays.sort(areas);
    List<Point> points = new ArrayList<>();
    for (int i = 0; i <= POINTS; i++) {
      points.add(new Point((double) i / POINTS, curve[i]));
    }
    return new Qini(
        points,
        area(curve),
        areas[(int) (0.025 * samples)],
        areas[Math.min(samples - 1, (int) (0.975 * samples))]);
  }

  /** Whether it is surely better than a random order. */
  public boolean isBetterThanRandom() {
    return low > 0;
  }

  /** Incremental answers per user when the first 0, 5, ... 100 % are contacted. */
  private static double[] curve(int[] order, int[] weight, UpliftData data) {
    double[] curve = new double[POINTS + 1];
    long total = IntStream.of(weight).sum();
    double[] users = new double[2];
    double[] answers = new double[2];
    double seen = 0;
    int next = 1;
    for (int i : order) {
      int arm = data.treated()[i] ? 1 : 0;
      users[arm] += weight[i];
      answers[arm] += data.answered()[i] ? weight[i] : 0;
      seen += weight[i];
      while (next <= POINTS && seen >= (double) next * total / POINTS) {
        double rates =
            (users[1] > 0 ? answers[1] / users[1] : 0) - (users[0] > 0 ? answers[0] / users[0] : 0);
        curve[next++] = rates * seen / total;
      }
    }
    return curve;
  }

  private static double area(double[] curve) {
    double area = 0;
    for (int i = 1; i <= POINTS; i++) {
      area += (curve[i] + curve[i - 1]) / 2 / POINTS;
    }
    return area - curve[POINTS] / 2;
  }
}
