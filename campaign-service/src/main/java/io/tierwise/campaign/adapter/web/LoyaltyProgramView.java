package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.loyalty.LoyaltyProgram;
import io.tierwise.campaign.loyalty.LoyaltyProgram.LevelsBy;
import io.tierwise.campaign.loyalty.LoyaltyProgram.Reward;
import io.tierwise.campaign.loyalty.ProgramVersion;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The rules of the loyalty program, in the shape in which they were stated. */
record LoyaltyProgramView(
    long version,
    @Schema(description = "What happens from then on goes by these rules") Instant validFrom,
    String changedBy,
    boolean active,
    EarningView earning,
    int usableAfterDays,
    @Nullable Integer expireAfterMonths,
    LevelsView levels,
    RedemptionView redemption) {

  record EarningView(
      BigDecimal pointsPerUnit,
      Map<String, BigDecimal> tierMultipliers,
      Map<String, BigDecimal> categoryMultipliers,
      long firstOrder,
      List<EventView> events,
      List<CampaignBonusView> campaigns) {}

  record EventView(String event, long points, String once) {}

  record CampaignBonusView(String campaignId, long points) {}

  record LevelsView(String by, List<LevelView> list) {}

  record LevelView(
      String name, @Nullable Long points, @Nullable String tier, List<String> benefits) {}

  record RedemptionView(long minimumPoints, List<Reward> rewards) {}

  static LoyaltyProgramView of(ProgramVersion version) {
    LoyaltyProgram program = version.program();
    return new LoyaltyProgramView(
        version.number(),
        version.validFrom(),
        version.changedBy(),
        program.active(),
        new EarningView(
            program.pointsPerUnit(),
            new TreeMap<>(program.tierMultipliers()),
            new TreeMap<>(program.categoryMultipliers()),
            program.firstOrder(),
            program.events().stream()
                .map(
                    e ->
                        new EventView(
                            e.event(), e.points(), e.once().name().toLowerCase(Locale.ROOT)))
                .toList(),
            new TreeMap<>(program.campaigns())
                .entrySet().stream()
                    .map(e -> new CampaignBonusView(e.getKey(), e.getValue()))
                    .toList()),
        program.usableAfterDays(),
        program.expireAfterMonths(),
        new LevelsView(
            program.levelsBy().name().toLowerCase(Locale.ROOT),
            program.levels().stream().map(level -> level(program, level)).toList()),
        new RedemptionView(program.minimumRedemption(), program.rewards()));
  }

  private static LevelView level(LoyaltyProgram program, LoyaltyProgram.Level level) {
    return new LevelView(
        level.name(),
        program.levelsBy() == LevelsBy.POINTS ? level.points() : null,
        level.tier(),
        level.benefits());
  }
}
