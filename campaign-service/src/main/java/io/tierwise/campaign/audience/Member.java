package io.tierwise.campaign.audience;

import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a user when deciding on contacts.
 *
 * @param identified false for a visitor, whom only channels on the site itself can reach
 * @param tier null for a prospect or a user without tier yet
 * @param segment null as long as no tiering was published
 * @param averageOrderValue NaN without orders
 * @param consents given, such as {@code email}
 * @param features as text, those that were asked for
 * @param audiences the segments by rule that the user is in
 * @param unsubscribed channels over which the user wants no further message
 */
public record Member(
    String userId,
    boolean identified,
    @Nullable String tier,
    @Nullable String segment,
    double averageOrderValue,
    Set<String> consents,
    Map<Feature, String> features,
    Set<String> audiences,
    Set<String> unsubscribed) {
  /** One who has not unsubscribed from anything. */
  public Member(
      String userId,
      boolean identified,
      @Nullable String tier,
      @Nullable String segment,
      double averageOrderValue,
      Set<String> consents,
      Map<Feature, String> features,
      Set<String> audiences) {
    this(
        userId,
        identified,
        tier,
        segment,
        averageOrderValue,
        consents,
        features,
        audiences,
        Set.of());
  }

  /** In no audience. */
  public Member(
      String userId,
      boolean identified,
      @Nullable String tier,
      @Nullable String segment,
      double averageOrderValue,
      Set<String> consents,
      Map<Feature, String> features) {
    this(userId, identified, tier, segment, averageOrderValue, consents, features, Set.of());
  }

  /** A user of whom nothing has been heard yet. */
  public static Member unknown(String userId, boolean identified) {
    return new Member(userId, identified, null, null, Double.NaN, Set.of(), Map.of());
  }

  public @Nullable String feature(Feature feature) {
    return features.get(feature);
  }
}
