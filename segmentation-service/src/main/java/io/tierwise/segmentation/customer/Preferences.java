package io.tierwise.segmentation.customer;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a customer likes and allows; kept beside the numbers for those who choose an audience.
 *
 * @param categoryAffinity share of interest by category, sums to 1
 * @param consent by channel or purpose
 */
public record Preferences(
    Map<String, Double> categoryAffinity,
    Map<String, Double> brandAffinity,
    Map<String, Double> priceBandAffinity,
    Map<String, Boolean> consent,
    List<String> devices,
    List<String> channels,
    @Nullable String country) {
  public static final Preferences NONE =
      new Preferences(Map.of(), Map.of(), Map.of(), Map.of(), List.of(), List.of(), null);
}
