package io.tierwise.segmentation.value;

import io.tierwise.segmentation.clv.ClvModel.Horizon;
import io.tierwise.segmentation.clv.PurchaseKind;
import org.jspecify.annotations.Nullable;

/**
 * What a fit was asked for.
 *
 * @param model null to fit all and keep the most likely
 */
public record ClvParameters(@Nullable PurchaseKind model, Horizon horizon, @Nullable String note) {}
