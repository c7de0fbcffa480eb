package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.loyalty.Account;
import io.tierwise.campaign.loyalty.Levels;
import io.tierwise.campaign.loyalty.LoyaltyProgram.Level;
import io.tierwise.campaign.loyalty.ProgramVersion;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a customer has. */
record LoyaltyView(
    String userId,
    long programVersion,
    @Schema(description = "To spend now; below zero where spent points were reversed") long balance,
    @Schema(description = "Of orders that can still come back") long pending,
    @Nullable DatedPoints usableNext,
    @Nullable DatedPoints expiringNext,
    @Schema(description = "In the last 365 days, spent or not") long earnedInYear,
    @Nullable LevelStanding level,
    @Nullable NextLevel next) {

  record DatedPoints(long points, Instant at) {
    static DatedPoints of(Account.Dated dated) {
      return new DatedPoints(dated.points(), dated.at());
    }
  }

  record LevelStanding(String name, List<String> benefits) {}

  record NextLevel(
      String name,
      @Schema(description = "Of a level by points") @Nullable Long missingPoints,
      @Schema(description = "Of a level by tier") @Nullable String tier,
      List<String> benefits) {}

  static LoyaltyView of(String userId, ProgramVersion rules, Account account, Levels levels) {
    Level level = levels.level();
    Level next = levels.next();
    return new LoyaltyView(
        userId,
        rules.number(),
        account.balance(),
        account.pending(),
        account.usableNext().map(DatedPoints::of).orElse(null),
        account.expiringNext().map(DatedPoints::of).orElse(null),
        account.earnedInYear(),
        level == null ? null : new LevelStanding(level.name(), level.benefits()),
        next == null
            ? null
            : new NextLevel(next.name(), levels.missing(), next.tier(), next.benefits()));
  }
}
