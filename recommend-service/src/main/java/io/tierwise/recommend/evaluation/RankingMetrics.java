package io.tierwise.recommend.evaluation;

/**
 * Means over the users of a test set, at ten places; all between 0 and 1.
 *
 * @param users that were tested
 * @param coverageAt10 share of the catalogue that shows up in at least one list
 */
public record RankingMetrics(
    int users,
    double recallAt10,
    double ndcgAt10,
    double precisionAt10,
    double hitRateAt10,
    double coverageAt10) {
  public static final int PLACES = 10;
}
