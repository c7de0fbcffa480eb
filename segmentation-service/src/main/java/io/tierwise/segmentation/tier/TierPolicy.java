package io.tierwise.segmentation.tier;

import io.tierwise.segmentation.rfm.RfmSegment;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The tiers of the shop, best first.
 *
 * @param version grows with every change; 0 is the policy that nobody has changed
 */
public record TierPolicy(long version, List<TierDefinition> tiers) {
  public static final int MIN_TIERS = 2;
  public static final int MAX_TIERS = 10;

  public TierPolicy {
    tiers = List.copyOf(tiers);
    if (tiers.size() < MIN_TIERS || tiers.size() > MAX_TIERS) {
      throw new IllegalArgumentException("a policy has 2 to 10 tiers, not " + tiers.size());
    }
    Set<String> names = new HashSet<>();
    for (TierDefinition tier : tiers) {
      String folded = tier.name().toLowerCase(Locale.ROOT);
      if (folded.equals(RfmSegment.PROSPECTS.toLowerCase(Locale.ROOT))) {
        throw new IllegalArgumentException(
            "'" + tier.name() + "' is kept for those without an order and cannot name a tier");
      }
      if (!names.add(folded)) {
        throw new IllegalArgumentException("'" + tier.name() + "' names two tiers");
      }
    }
  }

  /** Diamond to Bronze. */
  public static TierPolicy standard() {
    return new TierPolicy(
        0,
        List.of(
            tier("Diamond", "The most valuable customers", "Personal advisor", "Free express"),
            tier("Platinum", "Very valuable customers", "Early access to sales", "Free shipping"),
            tier("Gold", "Valuable customers", "Free shipping"),
            tier("Silver", "Customers with room to grow", "Birthday voucher"),
            tier("Bronze", "Customers who bought little, or long ago", "Newsletter offers")));
  }

  private static TierDefinition tier(String name, String description, String... benefits) {
    return new TierDefinition(name, description, Map.of(), List.of(benefits));
  }

  /**
   * Names for {@code k} tiers, best first. Fewer tiers than the policy has keep its best names and
   * its last, so that the bottom tier is always called by the same name.
   *
   * @throws IllegalArgumentException if the policy has fewer than {@code k} names
   */
  public List<String> namesFor(int k) {
    if (k > tiers.size()) {
      throw new IllegalArgumentException(
          "k = "
              + k
              + " needs "
              + k
              + " tier names, the tier policy has "
              + tiers.size()
              + "; add tiers to it first");
    }
    List<String> names = new ArrayList<>();
    for (int i = 0; i < k - 1; i++) {
      names.add(tiers.get(i).name());
    }
    names.add(tiers.getLast().name());
    return List.copyOf(names);
  }

  public Optional<TierDefinition> named(String name) {
    return tiers.stream().filter(tier -> tier.name().equals(name)).findFirst();
  }
}
