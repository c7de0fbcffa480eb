package io.tierwise.campaign.audience;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A named feature of a member: a plain one such as {@code orders}, or an entry of a map such as
 * {@code categoryAffinity.Shoes} or {@code eventCounts.Product Viewed}.
 *
 * @param root name in the profile's features
 * @param key entry of the map; empty for a plain feature
 */
public record Feature(String root, String key, Kind kind) {
  /** What a feature's text means. */
  public enum Kind {
    NUMBER,
    TEXT,
    BOOLEAN,
    LIST,
    ANY
  }

  /** Days since an instant of the profile, counted when they are asked for. */
  public static final Map<String, String> DAYS_SINCE =
      Map.of(
          "daysSinceLastOrder", "lastOrderAt",
          "daysSinceFirstOrder", "firstOrderAt",
          "daysSinceLastSeen", "lastSeenAt",
          "daysSinceFirstSeen", "firstSeenAt");

  private static final Set<String> NUMBERS =
      Set.of(
          "orders",
          "grossRevenue",
          "refunds",
          "netRevenue",
          "averageOrderValue",
          "sessions",
          "browseSeconds",
          "activeDays",
          "categoryBreadth");
  private static final Set<String> TEXTS = Set.of("country", "locale", "timezone");
  private static final Set<String> LISTS = Set.of("devices", "channels");
  private static final Map<String, Kind> MAPS =
      Map.of(
          "eventCounts", Kind.NUMBER,
          "categoryAffinity", Kind.NUMBER,
          "brandAffinity", Kind.NUMBER,
          "priceBandAffinity", Kind.NUMBER,
          "consent", Kind.BOOLEAN,
          "traits", Kind.ANY);

  /** Empty if there is no such feature. */
  public static Optional<Feature> named(String name) {
    int dot = name.indexOf('.');
    if (dot < 0) {
      return plain(name).map(kind -> new Feature(name, "", kind));
    }
    String root = name.substring(0, dot);
    String key = name.substring(dot + 1);
    return key.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(MAPS.get(root)).map(kind -> new Feature(root, key, kind));
  }

  private static Optional<Kind> plain(String name) {
    if (NUMBERS.contains(name) || DAYS_SINCE.containsKey(name)) {
      return Optional.of(Kind.NUMBER);
    }
    if (TEXTS.contains(name)) {
      return Optional.of(Kind.TEXT);
    }
    if (LISTS.contains(name)) {
      return Optional.of(Kind.LIST);
    }
    return name.equals("identified") ? Optional.of(Kind.BOOLEAN) : Optional.empty();
  }

  /** For a message to a person who named one that does not exist. */
  public static String known() {
    Set<String> names = new TreeSet<>(NUMBERS);
    names.addAll(DAYS_SINCE.keySet());
    names.addAll(TEXTS);
    names.addAll(LISTS);
    names.add("identified");
    MAPS.keySet().forEach(map -> names.add(map + ".*"));
    return String.join(", ", names);
  }

  public String name() {
    return key.isEmpty() ? root : root + "." + key;
  }
}
