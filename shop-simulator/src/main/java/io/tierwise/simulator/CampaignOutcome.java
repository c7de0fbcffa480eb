package io.tierwise.simulator;

import java.util.List;

/**
 * What a campaign brought about.
 *
 * @param events in order of time, impressions, clicks and orders of all customers
 * @param responses one for each customer, with the truth that only the simulator knows
 */
public record CampaignOutcome(List<ShopEvent> events, List<Response> responses) {
  public CampaignOutcome {
    events = List.copyOf(events);
    responses = List.copyOf(responses);
  }

  /**
   * @param base probability to order untouched
   * @param probability to order as treated; the base for the control group
   * @param converted whether they ordered
   */
  public record Response(
      String customerId, boolean treated, double base, double probability, boolean converted) {}

  public List<Response> treated() {
    return responses.stream().filter(Response::treated).toList();
  }

  public List<Response> control() {
    return responses.stream().filter(response -> !response.treated()).toList();
  }

  /** The share that ordered; NaN of nobody. */
  public static double conversion(List<Response> group) {
    return group.stream().mapToInt(r -> r.converted() ? 1 : 0).average().orElse(Double.NaN);
  }

  /** Mean of what each one's contacts added to the probability to order; NaN of nobody. */
  public static double trueLift(List<Response> group) {
    return group.stream().mapToDouble(r -> r.probability() - r.base()).average().orElse(Double.NaN);
  }
}
