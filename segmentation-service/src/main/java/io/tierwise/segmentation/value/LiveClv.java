package io.tierwise.segmentation.value;

import io.tierwise.segmentation.clv.ClvModel;
import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.clv.CustomerValue;
import io.tierwise.segmentation.customer.Customer;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/**
 * The model by which customers are valued.
 *
 * @param dataCut until when histories count, or until a customer was last seen if that is later
 */
public record LiveClv(UUID fitId, Instant dataCut, Horizon horizon, ClvModel model) {
  /** A customer's value and when it was true. */
  public record Valued(String userId, Instant asOf, CustomerValue value) {}

  /**
   * @return empty for a prospect, and where the first order is not known
   */
  public Optional<Valued> value(Customer customer) {
    return value(customer, horizon);
  }

  public Optional<Valued> value(Customer customer, Horizon other) {
    Instant asOf = customer.lastSeenAt().isAfter(dataCut) ? customer.lastSeenAt() : dataCut;
    return Histories.of(customer, asOf)
        .map(history -> new Valued(customer.userId(), asOf, model.value(history, other)));
  }
}
