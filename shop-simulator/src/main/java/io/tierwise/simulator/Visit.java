package io.tierwise.simulator;

import io.tierwise.simulator.ShopCustomer.Acquisition;
import org.jspecify.annotations.Nullable;

/**
 * One stay in the shop: the context that all of its events share.
 *
 * @param sessionId what the client calls it; null where the shop's back office reports
 * @param channel web, mobile (the app) or server
 * @param device mobile, desktop or tablet; null where the shop's back office reports
 * @param source where the visitor came from
 */
public record Visit(
    @Nullable String sessionId,
    String channel,
    @Nullable String device,
    String country,
    String locale,
    String timeZone,
    Acquisition source) {

  static Visit of(String sessionId, ShopCustomer customer, String device, Acquisition source) {
    boolean app =
        device.equals("mobile") && Math.floorMod(customer.customerId().hashCode(), 3) == 0;
    return new Visit(
        sessionId,
        app ? "mobile" : "web",
        device,
        customer.country(),
        customer.locale(),
        customer.timeZone().getId(),
        source);
  }

  /** The back office: refunds and cancellations. */
  static Visit backOffice(ShopCustomer customer) {
    return new Visit(
        null,
        "server",
        null,
        customer.country(),
        customer.locale(),
        customer.timeZone().getId(),
        Acquisition.DIRECT);
  }
}
