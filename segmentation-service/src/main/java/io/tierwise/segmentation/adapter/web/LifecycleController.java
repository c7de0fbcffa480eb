package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.lifecycle.CountTransitions;
import io.tierwise.segmentation.lifecycle.CountTransitions.Answer;
import io.tierwise.segmentation.lifecycle.CountTransitions.Month;
import io.tierwise.segmentation.lifecycle.KeepLifecycles;
import io.tierwise.segmentation.lifecycle.LifecycleRules;
import io.tierwise.segmentation.lifecycle.LifecycleRules.Standing;
import io.tierwise.segmentation.lifecycle.Lifecycles;
import io.tierwise.segmentation.lifecycle.OrderHistory;
import io.tierwise.segmentation.lifecycle.Stage;
import io.tierwise.segmentation.run.CustomerIds;
import io.tierwise.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Where customers are on their way with the shop. */
@RestController
@Tag(name = "Lifecycle", description = "Stages by explicit rules on the rhythm of orders")
class LifecycleController {
  private static final int MAX_MONTHS = 36;
  private static final Duration RETRY_AFTER = Duration.ofSeconds(10);

  private final Lifecycles lifecycles;
  private final KeepLifecycles keepLifecycles;
  private final CountTransitions countTransitions;
  private final CustomerIds ids;
  private final Clock clock;

  LifecycleController(
      Lifecycles lifecycles,
      KeepLifecycles keepLifecycles,
      CountTransitions countTransitions,
      CustomerIds ids,
      Clock clock) {
    this.lifecycles = lifecycles;
    this.keepLifecycles = keepLifecycles;
    this.countTransitions = countTransitions;
    this.ids = ids;
    this.clock = clock;
  }

  /**
   * @param intervalDays that the rules go by
   * @param interval whose it is
   */
  record OfUser(
      String userId,
      String stage,
      String meaning,
      @Nullable Instant since,
      int orders,
      @Nullable Instant lastOrderAt,
      @Nullable Double intervalDays,
      @Nullable Whose interval,
      @Nullable Next next) {
    enum Whose {
      OWN,
      SHOP
    }

    record Next(String stage, Instant at) {
      static @Nullable Next of(Standing standing) {
        return standing.next() == null || standing.nextAt() == null
            ? null
            : new Next(standing.next().key(), standing.nextAt());
      }
    }
  }

  @GetMapping("/v1/users/{id}/lifecycle")
  @Operation(summary = "A user's stage, why, and which comes next if nothing happens")
  OfUser ofUser(@PathVariable String id) {
    OrderHistory history =
        lifecycles.histories(List.of(ids.customerOf(id))).stream()
            .findFirst()
            .orElseThrow(() -> ProblemException.notFound("user", id));
    Standing standing = keepLifecycles.rules().standing(history.times(), clock.instant());
    Duration interval = standing.interval();
    return new OfUser(
        history.userId(),
        standing.stage().key(),
        standing.stage().meaning(),
        standing.since(),
        standing.orders(),
        standing.lastOrderAt(),
        interval == null ? null : (Double) days(interval),
        interval == null ? null : standing.own() ? OfUser.Whose.OWN : OfUser.Whose.SHOP,
        OfUser.Next.of(standing));
  }

  record StageView(String stage, String meaning, long customers) {}

  record Rules(double atRiskFactor, double lapsedFactor, int loyalOrders, double shopIntervalDays) {
    static Rules of(LifecycleRules rules) {
      return new Rules(
          rules.atRiskFactor(), rules.lapsedFactor(), rules.loyalOrders(), days(rules.shop()));
    }
  }

  record Overview(Rules rules, List<StageView> items) {}

  @GetMapping("/v1/lifecycle")
  @Operation(
      summary = "The stages with their customers, and the rules by which they are told apart")
  Overview overview() {
    Map<String, Long> counts = lifecycles.counts();
    return new Overview(
        Rules.of(keepLifecycles.rules()),
        Arrays.stream(Stage.values())
            .map(s -> new StageView(s.key(), s.meaning(), counts.getOrDefault(s.key(), 0L)))
            .toList());
  }

  /**
   * @param customers at the begin of the month
   * @param to customers at its end, by stage
   * @param rates shares of them
   */
  record From(String stage, long customers, Map<String, Long> to, Map<String, Double> rates) {}

  record MonthView(String month, List<From> from) {}

  record Transitions(Rules rules, List<MonthView> items) {}

  @GetMapping("/v1/lifecycle/transitions")
  @Operation(
      summary = "From which stage to which customers went, by month",
      description =
          "The months that are over, by the histories of orders and the rules of today. Customers"
              + " who were first seen in a month are not in it.")
  Transitions transitions(@RequestParam(defaultValue = "6") int months) {
    if (months < 1 || months > MAX_MONTHS) {
      throw ProblemException.invalid(
          "months", "out-of-range", months + " is not between 1 and " + MAX_MONTHS);
    }
    return switch (countTransitions.count(months)) {
      case Answer.Counted(LifecycleRules rules, List<Month> counted) ->
          new Transitions(
              Rules.of(rules), counted.stream().map(LifecycleController::month).toList());
      case Answer.Busy() ->
          throw ProblemException.unavailable(
              "busy", "Transitions are being counted already", RETRY_AFTER);
    };
  }

  private static MonthView month(Month month) {
    return new MonthView(
        month.month().toString(),
        Arrays.stream(Stage.values())
            .map(stage -> from(stage, month.counts().get(stage.ordinal())))
            .toList());
  }

  private static From from(Stage stage, List<Long> counts) {
    long all = counts.stream().mapToLong(Long::longValue).sum();
    Map<String, Long> to = new LinkedHashMap<>();
    Map<String, Double> rates = new LinkedHashMap<>();
    for (Stage end : Stage.values()) {
      long customers = counts.get(end.ordinal());
      if (customers > 0) {
        to.put(end.key(), customers);
        rates.put(end.key(), Math.round(1e4 * customers / all) / 1e4);
      }
    }
    return new From(stage.key(), all, to, rates);
  }

  private static double days(Duration duration) {
    return Math.round(duration.toSeconds() / 864.0) / 100.0;
  }
}
