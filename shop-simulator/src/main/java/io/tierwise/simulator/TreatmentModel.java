package io.tierwise.simulator;

import java.util.List;

/**
 * The causal effect of a campaign contact on the probability to order: potential outcomes in the
 * sense of Donald Rubin ("Estimating causal effects of treatments", 1974). Untouched a customer
 * orders with their base probability; a contact adds a lift, through those only who see it.
 */
final class TreatmentModel {
  static final List<String> CHANNELS = List.of("email", "onsite", "push", "sms");
  private static final double BASE = 0.06;
  private static final double FATIGUE = 0.5;
  private static final double HIGHEST = 0.6;

  private final double meanRate;

  TreatmentModel(PurchaseRates rates) {
    this.meanRate = rates.meanOrdersPerWeek();
  }

  /**
   * Who orders more often is more likely to do so in any window; who has left hardly comes back.
   */
  double base(CustomerModel customer) {
    if (!customer.everBuys()) {
      return BASE * 0.2;
    }
    double eager = 0.6 + 0.5 * Math.min(2.5, customer.ordersPerWeek() / meanRate);
    return BASE * eager * (gone(customer) ? 0.4 : 1);
  }

  /**
   * What one contact adds to the probability to order.
   *
   * @param match of customer and offer, 0 to 1
   * @param earlier contacts of the same customer in the same window: each halves the effect
   */
  double lift(CustomerModel customer, ValueClass value, String channel, double match, int earlier) {
    double lift =
        strength(channel)
            * customer.persuadability()
            * (0.25 + 0.95 * match)
            * eagerness(value)
            * (gone(customer) ? 0.5 : 1)
            * Math.pow(FATIGUE, earlier);
    double base = base(customer);
    double most = Math.min(HIGHEST - base, 0.9 * (1 - base) * seen(channel));
    return Math.clamp(lift, -0.9 * base * seen(channel), most);
  }

  /** Probability that a contact is seen. */
  double seen(String channel) {
    return switch (channel) {
      case "email" -> 0.48;
      case "onsite" -> 0.85;
      case "push" -> 0.6;
      case "sms" -> 0.8;
      default -> 0.5;
    };
  }

  private static double strength(String channel) {
    return switch (channel) {
      case "email" -> 0.075;
      case "onsite" -> 0.08;
      case "push" -> 0.06;
      case "sms" -> 0.07;
      default -> 0.05;
    };
  }

  private static double eagerness(ValueClass value) {
    return switch (value) {
      case TOP -> 1.3;
      case HIGH -> 1.15;
      case MIDDLE -> 1;
      case LOW -> 0.9;
      case NEVER_BUYS -> 0.5;
    };
  }

  private static boolean gone(CustomerModel customer) {
    return customer.process().droppedOutAt() != Long.MAX_VALUE;
  }
}
