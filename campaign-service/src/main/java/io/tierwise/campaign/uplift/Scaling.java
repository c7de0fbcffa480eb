package io.tierwise.campaign.uplift;

/** Shifts and scales columns to mean 0 and variance 1; a constant column becomes 0. */
record Scaling(double[] mean, double[] deviation) {
  static Scaling of(double[][] rows) {
    int columns = rows.length == 0 ? 0 : rows[0].length;
    double[] mean = new double[columns];
    double[] deviation = new double[columns];
    for (int c = 0; c < columns; c++) {
      for (double[] row : rows) {
        mean[c] += row[c] / rows.length;
      }
      for (double[] row : rows) {
        deviation[c] += (row[c] - mean[c]) * (row[c] - mean[c]) / rows.length;
      }
      deviation[c] = Math.sqrt(deviation[c]);
    }
    return new Scaling(mean, deviation);
  }

  double[][] apply(double[][] rows) {
    double[][] scaled = new double[rows.length][];
    for (int i = 0; i < rows.length; i++) {
      scaled[i] = new double[mean.length];
      for (int c = 0; c < mean.length; c++) {
        scaled[i][c] = deviation[c] > 0 ? (rows[i][c] - mean[c]) / deviation[c] : 0;
      }
    }
    return scaled;
  }
}
