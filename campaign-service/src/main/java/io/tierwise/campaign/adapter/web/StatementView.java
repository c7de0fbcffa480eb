package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.loyalty.Entry;
import io.tierwise.campaign.loyalty.Ledgers.StatementLine;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A movement of points. */
record StatementView(
    long number,
    @Schema(
            allowableValues = {
              "earned",
              "bonus",
              "reversed",
              "redeemed",
              "expired",
              "adjusted",
              "level"
            })
        String kind,
    long points,
    @Schema(description = "Of all points after it, pending ones too; null outside a statement")
        @Nullable Long balance,
    @Schema(description = "Of a change of the level, the level's name") String reason,
    @Nullable String orderId,
    @Nullable String coupon,
    @Schema(description = "Of the rules that made it") long programVersion,
    @Schema(description = "When what earned the points happened") Instant at,
    @Nullable Instant usableAt,
    @Nullable Instant expiresAt,
    Instant bookedAt) {
  static StatementView of(StatementLine line) {
    return of(line.entry(), line.balance());
  }

  static StatementView of(Entry entry, @Nullable Long balance) {
    return new StatementView(
        entry.number(),
        entry.kind().name().toLowerCase(Locale.ROOT),
        entry.points(),
        balance,
        entry.reason(),
        entry.orderId(),
        entry.coupon(),
        entry.programVersion(),
        entry.lotAt(),
        entry.usableAt(),
        entry.expiresAt(),
        entry.bookedAt());
  }
}
