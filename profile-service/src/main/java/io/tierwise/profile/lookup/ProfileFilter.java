package io.tierwise.profile.lookup;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Conditions that all have to hold; null means any. Since is inclusive, before exclusive; days
 * count back from the moment of the question. Rates are those of users who placed an order; tier,
 * segment and audience are where users stand now.
 */
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
    @Nullable Instant orderedBefore,
    @Nullable Integer seenWithinDays,
    @Nullable Integer notSeenForDays,
    @Nullable Integer orderedWithinDays,
    @Nullable Integer notOrderedForDays,
    @Nullable BigDecimal minReturnRate,
    @Nullable BigDecimal maxReturnRate,
    @Nullable BigDecimal minDiscountShare,
    @Nullable BigDecimal maxDiscountShare,
    @Nullable Long minSessions,
    @Nullable String tier,
    @Nullable String segment,
    @Nullable String audience,
    @Nullable String tag) {}
