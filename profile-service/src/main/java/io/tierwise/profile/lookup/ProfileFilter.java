package io.tierwise.profile.lookup;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Conditions that all have to hold; null means any. Since is inclusive, before exclusive. */
public record ProfileFilter(
    @Nullable Boolean identified,
    @Nullable Long minOrders,
    @Nullable Long maxOrders,
    @Nullable BigDecimal minNetRevenue,
    @Nullable BigDecimal maxNetRevenue,
    @Nullable String country,
    @Nullable Instant seenSince,
    @Nullable Instant seenBefore,
    @Nullable Instant orderedSince,
    @Nullable Instant orderedBefore) {}
