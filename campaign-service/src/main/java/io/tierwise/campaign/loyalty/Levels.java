package io.tierwise.campaign.loyalty;

import io.tierwise.campaign.loyalty.LoyaltyProgram.Level;
import io.tierwise.campaign.loyalty.LoyaltyProgram.LevelsBy;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a customer stands among the levels.
 *
 * @param level null below the first
 * @param next null at the top
 * @param missing points to the next; null where it follows the tier
 */
public record Levels(@Nullable Level level, @Nullable Level next, @Nullable Long missing) {
  /**
   * @param tier that the customer has; null without
   * @param earnedInYear points
   */
  public static Levels of(LoyaltyProgram program, @Nullable String tier, long earnedInYear) {
    boolean byPoints = program.levelsBy() == LevelsBy.POINTS;
    List<Level> levels = program.levels();
    int reached = -1;
    for (int i = 0; i < levels.size(); i++) {
      Level level = levels.get(i);
      boolean has =
          byPoints
              ? earnedInYear >= level.points()
              : level.tier() != null && Objects.equals(level.tier(), tier);
      reached = has ? i : reached;
    }
    Level next = reached + 1 < levels.size() ? levels.get(reached + 1) : null;
    return new Levels(
        reached < 0 ? null : levels.get(reached),
        next,
        next == null || !byPoints ? null : next.points() - earnedInYear);
  }

  public @Nullable String name() {
    return level == null ? null : level.name();
  }
}
