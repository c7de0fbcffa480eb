package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.adapter.web.LoyaltyProgramRequest.EarningRequest;
import io.tierwise.campaign.adapter.web.LoyaltyProgramRequest.EventRequest;
import io.tierwise.campaign.adapter.web.LoyaltyProgramRequest.LevelRequest;
import io.tierwise.campaign.adapter.web.LoyaltyProgramRequest.LevelsRequest;
import io.tierwise.campaign.adapter.web.LoyaltyProgramRequest.RedemptionRequest;
import io.tierwise.campaign.adapter.web.LoyaltyProgramRequest.RewardRequest;
import io.tierwise.campaign.coupon.Coupons;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.loyalty.LoyaltyProgram;
import io.tierwise.campaign.loyalty.LoyaltyProgram.EventBonus;
import io.tierwise.campaign.loyalty.LoyaltyProgram.Level;
import io.tierwise.campaign.loyalty.LoyaltyProgram.LevelsBy;
import io.tierwise.campaign.loyalty.LoyaltyProgram.Once;
import io.tierwise.campaign.loyalty.LoyaltyProgram.Reward;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the rules of the loyalty program, and names every field that is wrong. */
final class LoyaltyProgramReader {
  private static final int MOST = 100;
  private static final long MOST_POINTS = 1_000_000_000;
  private static final BigDecimal LARGEST_RATE = BigDecimal.valueOf(1_000);
  private static final BigDecimal LARGEST_MULTIPLIER = BigDecimal.TEN;
  private static final int MOST_DAYS = 365;
  private static final int MOST_MONTHS = 120;
  private static final Pattern EVENT = Pattern.compile("[ !#-\\[\\]-~]{1,100}");
  private final Campaigns campaigns;
  private final Coupons coupons;
  private final Checks checks = new Checks();

  LoyaltyProgramReader(Campaigns campaigns, Coupons coupons) {
    this.campaigns = campaigns;
    this.coupons = coupons;
  }

  LoyaltyProgram program(LoyaltyProgramRequest request) {
    EarningRequest earning = request.earning();
    if (earning == null) {
      checks.problem("earning", "missing", "is required");
      earning = new EarningRequest(BigDecimal.ZERO, null, null, null, null, null);
    }
    RedemptionRequest redemption =
        Objects.requireNonNullElse(request.redemption(), new RedemptionRequest(null, null));
    LevelsRequest levels =
        Objects.requireNonNullElse(request.levels(), new LevelsRequest(null, null));
    LevelsBy by = by(levels.by());
    LoyaltyProgram program =
        new LoyaltyProgram(
            request.active() == null || request.active(),
            factor("earning.pointsPerUnit", earning.pointsPerUnit(), LARGEST_RATE),
            factors("earning.tierMultipliers", earning.tierMultipliers()),
            factors("earning.categoryMultipliers", earning.categoryMultipliers()),
            points("earning.firstOrder", Objects.requireNonNullElse(earning.firstOrder(), 0L), 0),
            events(earning.events()),
            campaigns(earning.campaigns()),
            within(
                "usableAfterDays",
                Objects.requireNonNullElse(request.usableAfterDays(), 14),
                0,
                MOST_DAYS),
            request.expireAfterMonths() == null
                ? null
                : within("expireAfterMonths", request.expireAfterMonths(), 1, MOST_MONTHS),
            by,
            levels(by, levels.list()),
            points(
                "redemption.minimumPoints",
                Objects.requireNonNullElse(redemption.minimumPoints(), 1L),
                1),
            rewards(redemption.rewards()));
    checks.throwIfAny();
    return program;
  }

  private BigDecimal factor(String field, @Nullable BigDecimal value, BigDecimal largest) {
    if (value == null) {
      checks.problem(field, "missing", "is required");
      return BigDecimal.ZERO;
    }
    if (value.signum() < 0 || value.compareTo(largest) > 0 || value.scale() > 6) {
      checks.problem(
          field, "out-of-range", "is not in 0.." + largest + ", with up to six decimals");
      return BigDecimal.ZERO;
    }
    return value;
  }

  private Map<String, BigDecimal> factors(
      String field, @Nullable Map<String, @Nullable BigDecimal> values) {
    Map<String, BigDecimal> factors = new HashMap<>();
    if (values != null && values.size() > MOST) {
      checks.problem(field, "too-many", "at most " + MOST + " are allowed");
    } else if (values != null) {
      values.forEach(
          (name, value) -> {
            checks.text(field, name);
            factors.put(name, factor(field + "." + name, value, LARGEST_MULTIPLIER));
          });
    }
    return factors;
  }

  private long points(String field, @Nullable Long value, long least) {
    if (value == null) {
      checks.problem(field, "missing", "is required");
      return least;
    }
    if (value < least || value > MOST_POINTS) {
      checks.problem(field, "out-of-range", value + " is not in " + least + ".." + MOST_POINTS);
      return least;
    }
    return value;
  }

  private int within(String field, int value, int least, int most) {
    if (value < least || value > most) {
      checks.problem(field, "out-of-range", value + " is not in " + least + ".." + most);
      return least;
    }
    return value;
  }

  /** Each of a list that is there; two of one name are a problem. */
  private <T, R> List<R> each(
      String field, @Nullable List<@Nullable T> list, Function<Item<T>, R> read) {
    List<@Nullable T> given = Objects.requireNonNullElse(list, List.of());
    if (given.size() > MOST) {
      checks.problem(
          field, "too-many", given.size() + " entries, at most " + MOST + " are allowed");
      return List.of();
    }
    List<R> found = new ArrayList<>();
    for (int i = 0; i < given.size(); i++) {
      T one = given.get(i);
      if (one == null) {
        checks.problem(field + "[" + i + "]", "missing", "is required");
      } else {
        found.add(read.apply(new Item<>(field + "[" + i + "].", one)));
      }
    }
    return found;
  }

  private record Item<T>(String field, T value) {}

  private void once(Set<String> names, String field, String name) {
    if (!name.isEmpty() && !names.add(name)) {
      checks.problem(field, "duplicate", "'" + name + "' is used twice");
    }
  }

  private List<EventBonus> events(@Nullable List<@Nullable EventRequest> requested) {
    Set<String> names = new HashSet<>();
    return each(
        "earning.events",
        requested,
        item -> {
          String event = checks.text(item.field() + "event", item.value().event());
          if (!event.isEmpty() && !EVENT.matcher(event).matches()) {
            checks.problem(
                item.field() + "event", "invalid-text", "has more than plain ASCII characters");
          }
          if (event.startsWith("Order ") || event.startsWith("Promotion ")) {
            checks.problem(
                item.field() + "event", "not-allowed", "orders and promotions earn by other rules");
          }
          once(names, item.field() + "event", event);
          return new EventBonus(
              event,
              points(item.field() + "points", item.value().points(), 1),
              once(item.field() + "once", item.value().once()));
        });
  }

  private Once once(String field, @Nullable String name) {
    for (Once once : Once.values()) {
      if (once.name().toLowerCase(Locale.ROOT).equals(Objects.requireNonNullElse(name, "event"))) {
        return once;
      }
    }
    checks.problem(field, "unknown", "'" + name + "' is none of event, day, user");
    return Once.EVENT;
  }

  private Map<String, Long> campaigns(
      @Nullable List<LoyaltyProgramRequest.@Nullable CampaignBonusRequest> requested) {
    Map<String, Long> bonuses = new HashMap<>();
    each(
        "earning.campaigns",
        requested,
        item -> {
          String id = checks.text(item.field() + "campaignId", item.value().campaignId());
          if (!id.isEmpty() && campaigns.find(id).isEmpty()) {
            checks.problem(
                item.field() + "campaignId", "unknown", "there is no campaign '" + id + "'");
          }
          return bonuses.put(id, points(item.field() + "points", item.value().points(), 1));
        });
    return bonuses;
  }

  private LevelsBy by(@Nullable String by) {
    if (by == null || by.equals("points")) {
      return LevelsBy.POINTS;
    }
    if (!by.equals("tier")) {
      checks.problem("levels.by", "unknown", "'" + by + "' is neither points nor tier");
    }
    return LevelsBy.TIER;
  }

  private List<Level> levels(LevelsBy by, @Nullable List<@Nullable LevelRequest> requested) {
    Set<String> names = new HashSet<>();
    long[] before = {0};
    return each(
        "levels.list",
        requested,
        item -> {
          LevelRequest level = item.value();
          String name = checks.text(item.field() + "name", level.name());
          once(names, item.field() + "name", name);
          long points = 0;
          if (by == LevelsBy.POINTS) {
            points = points(item.field() + "points", level.points(), 1);
            if (points <= before[0]) {
              checks.problem(
                  item.field() + "points", "not-ascending", "is not above the level before it");
            }
            before[0] = points;
          }
          return new Level(
              name,
              by == LevelsBy.TIER ? checks.text(item.field() + "tier", level.tier()) : null,
              points,
              checks.texts(item.field() + "benefits", level.benefits(), MOST));
        });
  }

  private List<Reward> rewards(@Nullable List<@Nullable RewardRequest> requested) {
    Set<String> names = new HashSet<>();
    return each(
        "redemption.rewards",
        requested,
        item -> {
          String name = checks.text(item.field() + "name", item.value().name());
          once(names, item.field() + "name", name);
          String pool = checks.text(item.field() + "couponPool", item.value().couponPool());
          if (!pool.isEmpty() && coupons.find(pool).isEmpty()) {
            checks.problem(
                item.field() + "couponPool", "unknown", "there is no coupon pool '" + pool + "'");
          }
          return new Reward(name, points(item.field() + "points", item.value().points(), 1), pool);
        });
  }
}
