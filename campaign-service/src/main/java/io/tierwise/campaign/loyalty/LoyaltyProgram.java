package io.tierwise.campaign.loyalty;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The rules by which points are earned, held and spent.
 *
 * @param active false: nothing new is earned; what was earned lives on
 * @param pointsPerUnit points for one unit of money of an order's net value
 * @param tierMultipliers by tier name; 1 for every other
 * @param categoryMultipliers by category, for the share of the order that it has; 1 for every other
 * @param firstOrder points for a customer's first order
 * @param campaigns points for an order that a campaign brought, by campaign id
 * @param usableAfterDays how long an order can come back before its points are usable
 * @param expireAfterMonths after they became usable; null for never
 * @param levels the lowest first
 */
public record LoyaltyProgram(
    boolean active,
    BigDecimal pointsPerUnit,
    Map<String, BigDecimal> tierMultipliers,
    Map<String, BigDecimal> categoryMultipliers,
    long firstOrder,
    List<EventBonus> events,
    Map<String, Long> campaigns,
    int usableAfterDays,
    @Nullable Integer expireAfterMonths,
    LevelsBy levelsBy,
    List<Level> levels,
    long minimumRedemption,
    List<Reward> rewards) {
  public LoyaltyProgram {
    tierMultipliers = Map.copyOf(tierMultipliers);
    categoryMultipliers = Map.copyOf(categoryMultipliers);
    events = List.copyOf(events);
    campaigns = Map.copyOf(campaigns);
    levels = List.copyOf(levels);
    rewards = List.copyOf(rewards);
  }

  /** What a level follows. */
  public enum LevelsBy {
    /** The value tier that segmentation assigns. */
    TIER,
    /** Points earned in the last 365 days. */
    POINTS
  }

  /**
   * @param tier of a level by tier; null otherwise
   * @param points earned in a year, of a level by points; 0 otherwise
   */
  public record Level(String name, @Nullable String tier, long points, List<String> benefits) {
    public Level {
      benefits = List.copyOf(benefits);
    }
  }

  /** Points for an event such as a review. */
  public record EventBonus(String event, long points, Once once) {}

  /** How often the same event earns. */
  public enum Once {
    EVENT,
    DAY,
    USER
  }

  /**
   * @param couponPool out of which a code is given
   */
  public record Reward(String name, long points, String couponPool) {}

  public Instant usableAt(Instant earnedAt) {
    return earnedAt.plus(Duration.ofDays(usableAfterDays));
  }

  /** Null for never; months are those of the calendar in UTC. */
  public @Nullable Instant expiresAt(Instant usableAt) {
    return expireAfterMonths == null
        ? null
        : usableAt.atOffset(ZoneOffset.UTC).plusMonths(expireAfterMonths).toInstant();
  }

  public Optional<EventBonus> bonus(String event) {
    return events.stream().filter(bonus -> bonus.event().equals(event)).findFirst();
  }

  public Optional<Reward> reward(String name) {
    return rewards.stream().filter(reward -> reward.name().equals(name)).findFirst();
  }
}
