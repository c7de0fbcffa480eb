package io.tierwise.segmentation.clv;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Minus the mean log-likelihood of purchase histories, with derivatives, as a function of the
 * logarithms of (r, alpha, a, b). What depends on the number of orders only is computed once per
 * number; a group then costs two logarithms and an exponential. Sums are added in a fixed order, so
 * that the same table gives the same fit on any number of processors.
 *
 * <p>With s = r + x, A = alpha + T, C = alpha + t_x and m the shift of the model, a history has ln
 * L = ln G(s) - ln G(r) + r ln alpha - s ln A + ln B(a, b + x + m) - ln B(a, b) + ln(1 + o), where
 * o = a / (b + x - 1 + m) (A / C)^s are the odds of having dropped out; o = 0 where x + m = 0.
 */
final class PurchaseLikelihood implements Objective {
  private static final int CHUNK = 8192;
  private static final int R = 0;
  private static final int ALPHA = 1;
  private static final int A = 2;
  private static final int B = 3;
  private static final int VALUE = 4;

  private final PurchaseKind kind;
  private final FrequencyTable table;
  private final double daysPerUnit;
  private final double customers;

  /**
   * @param daysPerUnit of the time in which alpha is expressed, so that all parameters are of like
   *     size
   */
  PurchaseLikelihood(PurchaseKind kind, FrequencyTable table, double daysPerUnit) {
    this.kind = kind;
    this.table = table;
    this.daysPerUnit = daysPerUnit;
    this.customers = table.customers();
  }

  @Override
  public double at(double[] logs, double[] gradient) {
    double[] p = new double[4];
    for (int i = 0; i < 4; i++) {
      p[i] = Math.exp(logs[i]);
    }
    PerNumber perNumber = new PerNumber(kind, p, table.mostRepeats());
    int chunks = (table.size() + CHUNK - 1) / CHUNK;
    List<double[]> parts =
        IntStream.range(0, chunks).parallel().mapToObj(c -> part(c, p, perNumber)).toList();
    double[] sum = new double[5];
    for (double[] part : parts) {
      for (int i = 0; i < 5; i++) {
        sum[i] += part[i];
      }
    }
    for (int i = 0; i < 4; i++) {
      gradient[i] = -sum[i] * p[i] / customers;
    }
    return -sum[VALUE] / customers;
  }

  private double[] part(int chunk, double[] p, PerNumber perNumber) {
    double[] sum = new double[5];
    double logAlpha = Math.log(p[ALPHA]);
    int end = Math.min(table.size(), (chunk + 1) * CHUNK);
    for (int g = chunk * CHUNK; g < end; g++) {
      int x = table.repeats(g);
      double s = p[R] + x;
      double wide = p[ALPHA] + table.age(g) / daysPerUnit;
      double narrow = p[ALPHA] + table.recency(g) / daysPerUnit;
      double logWide = Math.log(wide);
      double value = perNumber.value[x] + p[R] * logAlpha - s * logWide;
      double byR = perNumber.byR[x] + logAlpha - logWide;
      double byAlpha = p[R] / p[ALPHA] - s / wide;
      double byA = perNumber.byA[x];
      double byB = perNumber.byB[x];
      if (x + kind.shift() > 0) {
        double logRatio = logWide - Math.log(narrow);
        double logOdds = perNumber.logOdds[x] + s * logRatio;
        double small = Math.exp(-Math.abs(logOdds));
        double dropped = logOdds > 0 ? 1 / (1 + small) : small / (1 + small);
        value += Math.max(0, logOdds) + Math.log1p(small);
        byR += dropped * logRatio;
        byAlpha += dropped * s * (1 / wide - 1 / narrow);
        byA += dropped / p[A];
        byB -= dropped / (p[B] + x - 1 + kind.shift());
      }
      int n = table.count(g);
      sum[R] += n * byR;
      sum[ALPHA] += n * byAlpha;
      sum[A] += n * byA;
      sum[B] += n * byB;
      sum[VALUE] += n * value;
    }
    return sum;
  }

  /** The parts that depend on the number of orders only. */
  private static final class PerNumber {
    private final double[] value;
    private final double[] byR;
    private final double[] byA;
    private final double[] byB;
    private final double[] logOdds;

    PerNumber(PurchaseKind kind, double[] p, int most) {
      value = new double[most + 1];
      byR = new double[most + 1];
      byA = new double[most + 1];
      byB = new double[most + 1];
      logOdds = new double[most + 1];
      double logBeta = Gammas.logBeta(p[A], p[B]);
      double logGammaR = Gammas.logGamma(p[R]);
      double digammaR = Gammas.digamma(p[R]);
      double digammaB = Gammas.digamma(p[B]);
      double digammaSum = Gammas.digamma(p[A] + p[B]);
      for (int x = 0; x <= most; x++) {
        double later = p[B] + x + kind.shift();
        value[x] = Gammas.logGamma(p[R] + x) - logGammaR + Gammas.logBeta(p[A], later) - logBeta;
        byR[x] = Gammas.digamma(p[R] + x) - digammaR;
        double digammaLater = Gammas.digamma(p[A] + later);
        byA[x] = digammaSum - digammaLater;
        byB[x] = Gammas.digamma(later) - digammaLater - digammaB + digammaSum;
        logOdds[x] = Math.log(p[A] / (later - 1));
      }
    }
  }
}
