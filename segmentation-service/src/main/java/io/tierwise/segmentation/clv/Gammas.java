package io.tierwise.segmentation.clv;

/**
 * The gamma function's logarithm and its derivative for positive arguments, by recurrence to an
 * argument of at least 10 and Stirling's series there (M. Abramowitz and I. Stegun, Handbook of
 * Mathematical Functions, 1964, 6.1.41 and 6.3.18). Relative errors are about 1e-14.
 */
final class Gammas {
  private static final double HALF_LOG_TWO_PI = 0.9189385332046727418;
  private static final double ASYMPTOTIC = 10;

  static double logGamma(double x) {
    double product = 1;
    double z = x;
    while (z < ASYMPTOTIC) {
      product *= z;
      z++;
    }
    double inverse = 1 / z;
    double square = inverse * inverse;
    double series =
        inverse
            * (1.0 / 12
                - square
                    * (1.0 / 360
                        - square * (1.0 / 1260 - square * (1.0 / 1680 - square * (1.0 / 1188)))));
    return (z - 0.5) * Math.log(z) - z + HALF_LOG_TWO_PI + series - Math.log(product);
  }

  static double digamma(double x) {
    double sum = 0;
    double z = x;
    while (z < ASYMPTOTIC) {
      sum -= 1 / z;
      z++;
    }
    double inverse = 1 / z;
    double square = inverse * inverse;
    double series =
        square
            * (1.0 / 12
                - square
                    * (1.0 / 120
                        - square
                            * (1.0 / 252
                                - square * (1.0 / 240 - square * (1.0 / 132 - square / 47.41)))));
    return sum + Math.log(z) - 0.5 * inverse - series;
  }

  static double logBeta(double a, double b) {
    return logGamma(a) + logGamma(b) - logGamma(a + b);
  }

  private Gammas() {}
}
