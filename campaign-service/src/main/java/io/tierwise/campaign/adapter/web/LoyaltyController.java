package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.coupon.Coupons.Assignment;
import io.tierwise.campaign.loyalty.Account;
import io.tierwise.campaign.loyalty.Entry;
import io.tierwise.campaign.loyalty.Ledgers;
import io.tierwise.campaign.loyalty.Ledgers.Booked;
import io.tierwise.campaign.loyalty.Ledgers.Booking;
import io.tierwise.campaign.loyalty.Levels;
import io.tierwise.campaign.loyalty.LoyaltyProgram;
import io.tierwise.campaign.loyalty.LoyaltyProgram.Reward;
import io.tierwise.campaign.loyalty.ProgramVersion;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Points and levels of customers. */
@RestController
@RequestMapping("/v1/users/{id}/loyalty")
@Tag(name = "Loyalty")
class LoyaltyController {
  private static final int MOST = 500;
  private static final long MOST_POINTS = 1_000_000_000;
  private final Ledgers ledgers;
  private final Clock clock;

  LoyaltyController(Ledgers ledgers, Clock clock) {
    this.ledgers = ledgers;
    this.clock = clock;
  }

  @GetMapping
  @Operation(
      summary = "What a customer has and where the customer stands",
      description =
          "Points to spend, points of orders that can still come back, what expires next, the level"
              + " and the distance to the next. Orders count within a second or two.")
  LoyaltyView standing(@PathVariable String id) {
    String user = user(id);
    ProgramVersion rules = rules();
    Account account = Account.of(ledgers.ledger(user), clock.instant());
    Levels levels =
        Levels.of(rules.program(), ledgers.tier(user).orElse(null), account.earnedInYear());
    return LoyaltyView.of(user, rules, account, levels);
  }

  @GetMapping("/statement")
  @Operation(
      summary = "List every movement of a customer's points, the newest first",
      description =
          "Earned, given as a bonus, reversed by a refund or cancellation, redeemed, expired, adjusted by"
              + " hand, and changes of the level; the balance counts pending points too.")
  Page<StatementView> statement(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    String user = user(id);
    rules();
    int size = Cursor.limit(limit, MOST);
    return Page.of(
            ledgers.statement(user, number(cursor), size + 1),
            size,
            line -> String.valueOf(line.entry().number()))
        .map(StatementView::of);
  }

  private static @Nullable Long number(@Nullable String cursor) {
    String position = Cursor.decode(cursor);
    try {
      return position == null ? null : Long.valueOf(position);
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
  }

  /**
   * @param points to spend, without a reward
   */
  record SpendingRequest(
      @Nullable Long points,
      @Schema(
              description =
                  "Of the program: its points are spent, and a coupon of its pool is given")
          @Nullable String reward,
      @Schema(description = "The same key redeems once") @Nullable String key,
      @Nullable String reason) {}

  @PostMapping("/redemptions")
  @Operation(
      summary = "Spend points, or turn them into a coupon",
      description =
          "201, or 200 with what the same key did before. 409 when there are not enough points, the key was"
              + " used for something else, or no coupon can be given: then nothing is spent.")
  ResponseEntity<StatementView> redeem(
      @PathVariable String id, @RequestBody SpendingRequest request) {
    LoyaltyProgram program = rules().program();
    Checks checks = new Checks();
    String user = checks.userId("id", id);
    String key = checks.text("key", request.key());
    String name = request.reward();
    Optional<Reward> reward = name == null ? Optional.empty() : program.reward(name);
    if (name != null && reward.isEmpty()) {
      checks.problem("reward", "unknown", "the program has no reward '" + name + "'");
    }
    if (name != null && request.points() != null) {
      checks.problem("points", "inconsistent", "a reward says itself what it costs");
    }
    long points =
        name == null
            ? points(checks, request.points(), program.minimumRedemption())
            : reward.map(Reward::points).orElse(1L);
    String reason =
        request.reason() != null
            ? checks.text("reason", request.reason())
            : reward.map(Reward::name).orElse("redeemed");
    checks.throwIfAny();
    return answer(
        new Booking(
            user,
            Entry.Kind.REDEEMED,
            -points,
            key,
            reason,
            reward.map(Reward::couponPool).orElse(null)));
  }

  private static long points(Checks checks, @Nullable Long points, long least) {
    if (points == null) {
      checks.problem("points", "missing", "is required, unless there is a reward");
      return least;
    }
    if (points < least || points > MOST_POINTS) {
      checks.problem("points", "out-of-range", points + " is not in " + least + ".." + MOST_POINTS);
      return least;
    }
    return points;
  }

  /**
   * @param points below zero to take away
   */
  record AdjustmentRequest(@Nullable Long points, @Nullable String reason, @Nullable String key) {}

  @PostMapping("/adjustments")
  @Operation(
      summary = "Give or take points by hand",
      description =
          "201, or 200 with what the same key did before. Never takes more than there is: 409.")
  ResponseEntity<StatementView> adjust(
      @PathVariable String id, @RequestBody AdjustmentRequest request) {
    rules();
    Checks checks = new Checks();
    String user = checks.userId("id", id);
    String key = checks.text("key", request.key());
    String reason = checks.text("reason", request.reason());
    Long points = request.points();
    if (points == null || points == 0 || Math.abs(points) > MOST_POINTS) {
      checks.problem(
          "points", "out-of-range", "needs points to give or take, up to " + MOST_POINTS);
    }
    checks.throwIfAny();
    return answer(
        new Booking(user, Entry.Kind.ADJUSTED, points == null ? 0 : points, key, reason, null));
  }

  private ResponseEntity<StatementView> answer(Booking booking) {
    Instant now = clock.instant();
    return switch (ledgers.book(booking, now)) {
      case Booked.Done(Entry entry, boolean isNew) ->
          ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
              .body(StatementView.of(entry, null));
      case Booked.NotEnough(long balance) ->
          throw ProblemException.conflict(
              "not-enough-points", balance + " points can be spent, not " + -booking.points());
      case Booked.KeyUsed() ->
          throw ProblemException.conflict(
              "key-used", "'" + booking.key() + "' was used for something else");
      case Booked.NoPool(String pool) ->
          throw ProblemException.conflict("no-pool", "There is no coupon pool '" + pool + "'");
      case Booked.NoCoupon(Assignment why) ->
          throw ProblemException.conflict("no-coupon", reason(why));
    };
  }

  private static String reason(Assignment why) {
    return switch (why) {
      case Assignment.PoolEmpty() -> "All codes of the pool are given";
      case Assignment.UserHasEnough() -> "The customer has as many codes as a user may have";
      case Assignment.BudgetSpent() -> "The campaign's budget does not pay for another code";
      case Assignment.Given _ -> "The code was given before";
    };
  }

  private ProgramVersion rules() {
    return ledgers.programs().latest().orElseThrow(LoyaltyProgramController::none);
  }

  private static String user(String id) {
    Checks checks = new Checks();
    String user = checks.userId("id", id);
    checks.throwIfAny();
    return user;
  }
}
