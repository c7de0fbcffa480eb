package io.tierwise.segmentation.value;

import io.tierwise.segmentation.clv.PurchaseFit;
import io.tierwise.segmentation.clv.PurchaseKind;
import io.tierwise.segmentation.clv.SpendFit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a fit found.
 *
 * @param dataCut the latest activity in the data; histories end there
 * @param customers with an order
 * @param withoutHistory customers of whom the profile has not told the first order yet
 * @param candidates purchase models that were fitted, the most likely first
 * @param chosen null where none can be trusted
 * @param totals null where none was chosen
 */
public record ClvResult(
    Instant dataCut,
    Instant dataReadAt,
    long customers,
    long withoutHistory,
    List<PurchaseFit> candidates,
    @Nullable PurchaseKind chosen,
    SpendFit spend,
    @Nullable Totals totals) {
  public ClvResult {
    candidates = List.copyOf(candidates);
  }

  /**
   * Of all customers.
   *
   * @param alive expected number of customers who have not left
   * @param changed customers whose value is told anew
   */
  public record Totals(double alive, double orders, double value, long changed) {}
}
