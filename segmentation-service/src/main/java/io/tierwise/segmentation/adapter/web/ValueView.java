package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.clv.CustomerValue;
import io.tierwise.segmentation.customer.Customer;
import io.tierwise.segmentation.value.LiveClv;
import io.tierwise.segmentation.value.LiveClv.Valued;
import io.tierwise.starter.web.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A user's value as it is shown; without figures for a prospect.
 *
 * @param asOf when the figures are true
 * @param dataCut until when the model has seen everybody
 */
record ValueView(
    String userId,
    long orders,
    @Nullable Instant firstOrderAt,
    @Nullable Instant lastOrderAt,
    @Nullable Instant asOf,
    int horizonDays,
    double yearlyDiscount,
    @Nullable Double aliveProbability,
    @Nullable Double expectedOrders,
    @Nullable Money expectedOrderValue,
    @Nullable Money value,
    String summary,
    String model,
    UUID modelId,
    Instant dataCut) {

  static ValueView of(Customer customer, LiveClv live, Horizon horizon, String currency) {
    Optional<Valued> valued = live.value(customer, horizon);
    CustomerValue value = valued.map(Valued::value).orElse(null);
    return new ValueView(
        customer.userId(),
        customer.orders(),
        customer.firstOrderAt(),
        customer.lastOrderAt(),
        valued.map(Valued::asOf).orElse(null),
        horizon.days(),
        horizon.yearlyDiscount(),
        value == null ? null : Double.valueOf(value.aliveProbability()),
        value == null ? null : Double.valueOf(value.orders()),
        value == null ? null : ClvFitView.money(value.orderValue(), currency),
        value == null ? null : ClvFitView.money(value.value(), currency),
        summary(customer, valued.orElse(null), horizon),
        live.model().purchases().kind().key(),
        live.fitId(),
        live.dataCut());
  }

  private static String summary(Customer customer, @Nullable Valued valued, Horizon horizon) {
    Instant last = customer.lastOrderAt();
    if (customer.isProspect() || last == null) {
      return "Has not ordered yet: nothing is known of what is to come.";
    }
    if (valued == null) {
      return "The profile has not told when the first order was.";
    }
    return String.format(
        Locale.ROOT,
        "With %d order%s, the last %d days ago, still a customer with a probability of %.0f %%;"
            + " %.2f orders of %.2f each are expected in %d days.",
        customer.orders(),
        customer.orders() == 1 ? "" : "s",
        Duration.between(last, valued.asOf()).toDays(),
        100 * valued.value().aliveProbability(),
        valued.value().orders(),
        valued.value().orderValue(),
        horizon.days());
  }
}
