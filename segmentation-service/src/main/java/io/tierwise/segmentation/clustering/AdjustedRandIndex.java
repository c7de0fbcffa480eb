package io.tierwise.segmentation.clustering;

/**
 * Agreement of two groupings of the same customers, corrected for chance and blind to the names of
 * the groups: 1 for equal ones, about 0 for independent ones (L. Hubert and P. Arabie, Comparing
 * Partitions, 1985).
 */
public final class AdjustedRandIndex {
  /**
   * @param contingency customers by group in the first (rows) and the second (columns) grouping
   * @return at most 1; 1 too where there is nothing to disagree about
   */
  public static double of(long[][] contingency) {
    long n = 0;
    double pairs = 0;
    double rowPairs = 0;
    double columnPairs = 0;
    long[] columns = new long[contingency.length == 0 ? 0 : contingency[0].length];
    for (long[] row : contingency) {
      long rowSum = 0;
      for (int c = 0; c < row.length; c++) {
        pairs += pairs(row[c]);
        rowSum += row[c];
        columns[c] += row[c];
      }
      rowPairs += pairs(rowSum);
      n += rowSum;
    }
    for (long column : columns) {
      columnPairs += pairs(column);
    }
    double expected = n < 2 ? 0 : rowPairs * columnPairs / pairs(n);
    double highest = (rowPairs + columnPairs) / 2;
    return highest == expected ? 1 : (pairs - expected) / (highest - expected);
  }

  private static double pairs(long n) {
    return n * (n - 1) / 2.0;
  }

  private AdjustedRandIndex() {}
}
