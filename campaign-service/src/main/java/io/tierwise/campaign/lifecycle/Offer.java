package io.tierwise.campaign.lifecycle;

import io.tierwise.campaign.money.Money;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something a campaign can show, over one channel.
 *
 * @param itemIds products it is about, for the affinity of users with it
 * @param categories likewise
 * @param value expected value of an order that answers it; null: the user's own average
 * @param creatives by tier name, and {@code default} for every other; a tier with neither gets none
 * @param variant label under which the report compares it; null: the offer's id
 */
public record Offer(
    String offerId,
    String name,
    List<String> itemIds,
    List<String> categories,
    @Nullable Money value,
    Channel channel,
    Money costPerContact,
    Map<String, Map<String, String>> creatives,
    @Nullable String variant) {
  public static final String DEFAULT_CREATIVE = "default";

  public Offer {
    itemIds = List.copyOf(itemIds);
    categories = List.copyOf(categories);
    creatives = Map.copyOf(creatives);
    if (costPerContact.micros() < 0) {
      throw new IllegalArgumentException("cost " + costPerContact);
    }
  }

  public Map<String, String> creativeFor(@Nullable String tier) {
    Map<String, String> special = tier == null ? null : creatives.get(tier);
    return special != null ? special : creatives.getOrDefault(DEFAULT_CREATIVE, Map.of());
  }

  /** Whether there is something to show to members of the tier. */
  public boolean hasCreativeFor(@Nullable String tier) {
    return (tier != null && creatives.containsKey(tier)) || creatives.containsKey(DEFAULT_CREATIVE);
  }

  public boolean isAboutProducts() {
    return !itemIds.isEmpty() || !categories.isEmpty();
  }

  /**
   * What an order that answers is expected to be worth, in units of currency.
   *
   * @param usersAverage NaN without orders
   */
  public double orderValue(double usersAverage, double everyonesAverage) {
    if (value != null) {
      return value.units();
    }
    return Double.isNaN(usersAverage) ? everyonesAverage : usersAverage;
  }
}
