package io.tierwise.recommend.placement;

import io.tierwise.recommend.serving.Filters;
import io.tierwise.recommend.serving.RankingRules;
import io.tierwise.recommend.serving.Strategy;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A place of the shop that shows a list: home, product page, cart, e-mail.
 *
 * @param name part of the ids of its lists
 * @param variants at least one; more than one are an experiment
 * @param filters hold whatever a request says
 * @param version grows with every change
 */
public record Placement(
    String name,
    String description,
    List<Variant> variants,
    Selection selection,
    int limit,
    Filters filters,
    RankingRules rules,
    int version,
    Instant updatedAt) {
  private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9-]{0,38}[a-z0-9])?");

  public Placement {
    variants = List.copyOf(variants);
    if (!isName(name) || variants.isEmpty()) {
      throw new IllegalArgumentException("placement '" + name + "', " + variants.size());
    }
    Set<String> names = new HashSet<>();
    variants.forEach(variant -> names.add(variant.name()));
    if (names.size() < variants.size()) {
      throw new IllegalArgumentException("a variant comes twice: " + variants);
    }
  }

  /** How a variant is chosen for a user. */
  public enum Selection {
    /** By a stable hash, in the shares of the variants. */
    SHARES,
    /** The more often the better its lists are clicked. */
    THOMPSON
  }

  /**
   * @param share of the users, relative to the shares of the others; above 0
   * @param strategies where to look, in this order
   */
  public record Variant(String name, double share, List<Strategy> strategies) {
    public Variant {
      strategies = List.copyOf(strategies);
      if (!isName(name) || strategies.isEmpty() || !(share > 0 && share <= 1_000_000)) {
        throw new IllegalArgumentException("variant '" + name + "' " + share + " " + strategies);
      }
    }
  }

  /** Lower case letters, digits and hyphens, at most 40. */
  public static boolean isName(String name) {
    return NAME.matcher(name).matches();
  }
}
