package io.tierwise.segmentation.rfm;

/**
 * Scores of one customer, each 1 (worst) to 5 (best).
 *
 * @param recency 5 is the most recent
 */
public record RfmScore(int recency, int frequency, int monetary) {
  public RfmScore {
    requireScore("recency", recency);
    requireScore("frequency", frequency);
    requireScore("monetary", monetary);
  }

  /** Frequency and monetary value as one score: their mean, halves rounded up. */
  public int frequencyMonetary() {
    return (frequency + monetary + 1) / 2;
  }

  private static void requireScore(String name, int score) {
    if (score < 1 || score > QuantileScorer.SCORES) {
      throw new IllegalArgumentException(name + " = " + score + " is not a score of 1 to 5");
    }
  }
}
