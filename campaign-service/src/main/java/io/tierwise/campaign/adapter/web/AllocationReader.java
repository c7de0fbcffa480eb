package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.campaign.allocation.Strategy;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.run.AllocationRequest;
import io.tierwise.campaign.run.AllocationRequest.Target;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Period;
import java.time.format.DateTimeParseException;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an allocation shall do, and says everything that is wrong with it. */
final class AllocationReader {
  static final int MOST = 200;
  private static final int MOST_CONTACTS = 100;
  private static final long DEFAULT_SEED = 1;
  private static final Duration LONGEST = Duration.ofDays(3660);
  private final Campaigns campaigns;
  private final Checks checks = new Checks();

  AllocationReader(Campaigns campaigns) {
    this.campaigns = campaigns;
  }

  /**
   * @param campaignIds all active campaigns if it is missing
   * @param period how far back earlier contacts count, such as P7D
   * @param channelCapacity of this allocation
   * @param minimumSpend by tier, in the base currency
   * @param weights of campaigns in the proportional strategy
   * @param target propensity, or uplift: what contacts cause, by the campaigns' holdouts
   * @param compare strategies to put beside the optimal one in a dry run
   */
  @Schema(
      example =
          """
          {"campaignIds": null, "contactsPerUser": 2, "period": "P7D",
           "channelCapacity": {"email": 10000}, "channelCapacityPerDay": {"email": 20000},
           "totalBudget": 500, "minimumSpend": {"Diamond": 20},
           "compare": ["greedy", "proportional"], "target": "propensity", "weights": {}, "dryRun": true, "seed": 1}
          """)
  record Request(
      @Nullable List<@Nullable String> campaignIds,
      @Nullable Integer contactsPerUser,
      @Nullable String period,
      @Nullable Map<String, @Nullable Long> channelCapacity,
      @Nullable Map<String, @Nullable Long> channelCapacityPerDay,
      @Nullable BigDecimal totalBudget,
      @Nullable Map<String, @Nullable BigDecimal> minimumSpend,
      @Nullable Map<String, @Nullable BigDecimal> weights,
      @Nullable List<@Nullable String> compare,
      @Nullable String target,
      @Nullable Boolean dryRun,
      @Nullable Long seed) {
    static final Request EMPTY =
        new Request(null, null, null, null, null, null, null, null, null, null, null, null);
  }

  AllocationRequest read(Request request) {
    List<String> ids = checks.texts("campaignIds", request.campaignIds(), MOST);
    for (int i = 0; i < ids.size() && !checks.failed(); i++) {
      requireCampaign("campaignIds[" + i + "]", ids.get(i));
    }
    int contacts = Objects.requireNonNullElse(request.contactsPerUser(), 1);
    if (contacts < 1 || contacts > MOST_CONTACTS) {
      checks.problem(
          "contactsPerUser", "out-of-range", contacts + " is not in 1.." + MOST_CONTACTS);
    }
    boolean dryRun = Objects.requireNonNullElse(request.dryRun(), false);
    List<Strategy> compare = strategies(request);
    if (!dryRun && !compare.isEmpty()) {
      checks.problem("compare", "needs-dry-run", "strategies are compared in a dry run only");
    }
    BigDecimal total = request.totalBudget();
    AllocationRequest read =
        new AllocationRequest(
            ids,
            contacts,
            period(request.period()),
            capacity("channelCapacity", request.channelCapacity()),
            capacity("channelCapacityPerDay", request.channelCapacityPerDay()),
            total == null ? null : checks.money("totalBudget", total),
            minimumSpend(request),
            weights(request),
            compare,
            target(request.target()),
            dryRun,
            Objects.requireNonNullElse(request.seed(), DEFAULT_SEED));
    checks.throwIfAny();
    return read;
  }

  private void requireCampaign(String field, String id) {
    if (campaigns.find(id).isEmpty()) {
      checks.problem(field, "unknown-campaign", "there is no " + id);
    }
  }

  private @Nullable Duration period(@Nullable String text) {
    if (text == null) {
      return null;
    }
    Optional<Duration> period = duration(text);
    if (period.isEmpty() || !period.get().isPositive() || period.get().compareTo(LONGEST) > 0) {
      checks.problem("period", "invalid-period", text + " is no period up to ten years, as P7D is");
      return null;
    }
    return period.get();
  }

  private static Optional<Duration> duration(String text) {
    try {
      boolean weeks = text.matches("P\\d{1,4}W");
      return Optional.of(
          weeks ? Duration.ofDays(Period.parse(text).getDays()) : Duration.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  private Map<Channel, Long> capacity(String field, @Nullable Map<String, @Nullable Long> given) {
    Map<Channel, Long> capacity = new EnumMap<>(Channel.class);
    Map<String, @Nullable Long> known = Objects.requireNonNullElse(given, Map.of());
    known.forEach(
        (id, most) -> {
          Optional<Channel> channel = Channel.of(id);
          if (channel.isEmpty()) {
            checks.problem(field + "." + id, "unknown-channel", "is no channel");
          } else if (most == null || most < 0) {
            checks.problem(field + "." + id, "out-of-range", most + " is not 0 or more");
          } else {
            capacity.put(channel.get(), most);
          }
        });
    return capacity;
  }

  private Map<String, Money> minimumSpend(Request request) {
    Map<String, @Nullable BigDecimal> given =
        Objects.requireNonNullElse(request.minimumSpend(), Map.of());
    if (given.size() > MOST) {
      checks.problem("minimumSpend", "too-many", "more than " + MOST + " tiers");
      return Map.of();
    }
    Map<String, Money> minimum = new LinkedHashMap<>();
    given.forEach(
        (tier, amount) -> minimum.put(tier, checks.money("minimumSpend." + tier, amount)));
    return minimum;
  }

  private Map<String, Double> weights(Request request) {
    Map<String, @Nullable BigDecimal> given =
        Objects.requireNonNullElse(request.weights(), Map.of());
    Map<String, Double> weights = new LinkedHashMap<>();
    given.forEach(
        (id, weight) -> {
          if (weight == null || weight.signum() < 0 || weight.doubleValue() > 1e9) {
            checks.problem("weights." + id, "out-of-range", weight + " is not in 0..1000000000");
          } else {
            requireCampaign("weights." + id, id);
            weights.put(id, weight.doubleValue());
          }
        });
    return weights;
  }

  private Target target(@Nullable String given) {
    return switch (Objects.requireNonNullElse(given, "propensity")) {
      case "propensity" -> Target.PROPENSITY;
      case "uplift" -> Target.UPLIFT;
      default -> {
        checks.problem("target", "unknown-target", given + " is neither propensity nor uplift");
        yield Target.PROPENSITY;
      }
    };
  }

  private List<Strategy> strategies(Request request) {
    return checks.texts("compare", request.compare(), Strategy.values().length).stream()
        .flatMap(
            id -> {
              Optional<Strategy> strategy = Strategy.of(id);
              if (strategy.isEmpty()) {
                checks.problem(
                    "compare",
                    "unknown-strategy",
                    id + " is none of optimal, greedy, proportional, random, everyone");
              }
              return strategy.stream();
            })
        .toList();
  }
}
