package io.tierwise.segmentation.taste;

import io.tierwise.segmentation.customer.Preferences;
import io.tierwise.segmentation.taste.Tastes.Items;
import io.tierwise.segmentation.taste.Tastes.Liking;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Users who are like a user, out of a random sample of customers: exact for a shop that is not
 * larger than the sample, and of bounded work for any.
 */
public final class SimilarUsers {
  private static final int SAMPLE = 10_000;

  private final Tastes tastes;

  public SimilarUsers(Tastes tastes) {
    this.tastes = tastes;
  }

  /** What users are compared by. */
  public enum Measure {
    /** Cosine of shares of interest by category, brand and price band. */
    COSINE,
    /** Jaccard of the items that they had to do with. */
    JACCARD
  }

  /**
   * @param similarity 0..1
   */
  public record Similar(String userId, double similarity) {}

  /**
   * Most similar first, none who has nothing in common.
   *
   * @return empty if there is no such customer
   */
  public Optional<List<Similar>> of(String userId, Measure measure, int limit) {
    return tastes
        .of(userId)
        .map(
            preferences ->
                switch (measure) {
                  case COSINE -> byTaste(userId, preferences, limit);
                  case JACCARD -> byItems(userId, limit);
                });
  }

  private List<Similar> byTaste(String userId, Preferences preferences, int limit) {
    return best(
        tastes.sample(SAMPLE).stream()
            .filter(other -> !other.userId().equals(userId))
            .map(other -> new Similar(other.userId(), cosine(preferences, other)))
            .toList(),
        limit);
  }

  private List<Similar> byItems(String userId, int limit) {
    List<Items> all = tastes.items(userId, SAMPLE);
    Set<Long> own =
        all.stream()
            .filter(one -> one.userId().equals(userId))
            .findFirst()
            .map(Items::items)
            .orElse(Set.of());
    return best(
        all.stream()
            .filter(other -> !other.userId().equals(userId))
            .map(other -> new Similar(other.userId(), jaccard(own, other.items())))
            .toList(),
        limit);
  }

  private static List<Similar> best(List<Similar> all, int limit) {
    return all.stream()
        .filter(similar -> similar.similarity() > 0)
        .sorted(
            Comparator.comparingDouble(Similar::similarity)
                .reversed()
                .thenComparing(Similar::userId))
        .limit(limit)
        .toList();
  }

  static double jaccard(Set<Long> a, Set<Long> b) {
    Set<Long> common = new HashSet<>(a);
    common.retainAll(b);
    int union = a.size() + b.size() - common.size();
    return union == 0 ? 0 : common.size() / (double) union;
  }

  private static double cosine(Preferences a, Liking b) {
    return cosine(a, b.preferences());
  }

  /** Over the three lists of shares as one vector. */
  static double cosine(Preferences a, Preferences b) {
    double dot =
        dot(a.categoryAffinity(), b.categoryAffinity())
            + dot(a.brandAffinity(), b.brandAffinity())
            + dot(a.priceBandAffinity(), b.priceBandAffinity());
    double length = Math.sqrt(square(a) * square(b));
    return length == 0 ? 0 : Math.min(1, dot / length);
  }

  private static double square(Preferences a) {
    return dot(a.categoryAffinity(), a.categoryAffinity())
        + dot(a.brandAffinity(), a.brandAffinity())
        + dot(a.priceBandAffinity(), a.priceBandAffinity());
  }

  private static double dot(Map<String, Double> a, Map<String, Double> b) {
    return a.entrySet().stream()
        .mapToDouble(entry -> entry.getValue() * b.getOrDefault(entry.getKey(), 0.0))
        .sum();
  }
}
