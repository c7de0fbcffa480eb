package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.coupon.Coupon;
import io.tierwise.campaign.coupon.CouponPool;
import io.tierwise.campaign.coupon.Coupons;
import io.tierwise.campaign.coupon.Coupons.Assignment;
import io.tierwise.campaign.coupon.Coupons.Standing;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Money;
import io.tierwise.starter.web.Page;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Pools of single-use codes, and the codes of users. */
@RestController
@Tag(name = "Coupons")
class CouponController {
  private static final int MOST = 1_000;

  private final Coupons coupons;
  private final Campaigns campaigns;
  private final Clock clock;
  private final Amounts amounts;

  CouponController(
      Coupons coupons,
      Campaigns campaigns,
      Clock clock,
      @Value("${tierwise.base-currency}") String currency) {
    this.coupons = coupons;
    this.campaigns = campaigns;
    this.clock = clock;
    this.amounts = new Amounts(currency);
  }

  record PoolView(
      String name,
      String description,
      @Nullable String campaignId,
      DiscountView discount,
      @Schema(description = "Charged to the campaign with every code that is given")
          Money costPerCode,
      @Nullable Instant expiresAt,
      int perUser,
      Instant createdAt,
      StandingView standing) {}

  record DiscountView(String type, BigDecimal value) {}

  record StandingView(
      long codes,
      long free,
      long assigned,
      long redeemed,
      @Schema(description = "Orders with a code that was not theirs, used up or expired")
          long misused,
      @Schema(description = "That redeemed codes took off orders") Money discount) {}

  @Operation(
      summary = "Make a pool of coupon codes",
      description =
          "With codes of yours, or with generated ones that nobody can guess. Every code is given"
              + " once. A name that exists: 409.")
  @PostMapping("/v1/coupon-pools")
  ResponseEntity<PoolView> create(@RequestBody CouponPoolRequest request) {
    Instant now = clock.instant();
    CouponPool pool = request.read(now);
    String campaignId = pool.campaignId();
    if (campaignId != null && campaigns.find(campaignId).isEmpty()) {
      throw ProblemException.invalid(
          "campaignId", "unknown", "there is no campaign '" + campaignId + "'");
    }
    CouponCodesRequest wanted =
        Objects.requireNonNullElse(request.codes(), new CouponCodesRequest(null, null));
    Set<String> codes = wanted.read("codes.");
    if (!coupons.add(pool)) {
      throw ProblemException.conflict(
          "pool-exists", "There is a coupon pool '" + pool.name() + "'");
    }
    wanted.put(coupons, pool.name(), codes);
    return ResponseEntity.status(HttpStatus.CREATED).body(view(pool));
  }

  record CodesView(@Schema(description = "How many were new") int added, StandingView standing) {}

  @Operation(
      summary = "Put more codes into a pool",
      description = "A code that exists, in this pool or another, is left alone.")
  @PostMapping("/v1/coupon-pools/{name}/codes")
  CodesView addCodes(@PathVariable String name, @RequestBody CouponCodesRequest request) {
    CouponPool pool = find(name);
    int added = request.put(coupons, pool.name(), request.read(""));
    return new CodesView(added, view(coupons.standing(name, clock.instant())));
  }

  @Operation(summary = "The coupon pools, by name")
  @GetMapping("/v1/coupon-pools")
  Page<PoolView> pools(
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    int size = Cursor.limit(limit, MOST);
    return Page.of(coupons.list(Cursor.decode(cursor), size + 1), size, CouponPool::name)
        .map(this::view);
  }

  @Operation(summary = "A coupon pool, with what became of its codes")
  @GetMapping("/v1/coupon-pools/{name}")
  PoolView pool(@PathVariable String name) {
    return view(find(name));
  }

  record AssignmentRequest(
      @Nullable String userId,
      @Schema(
              description = "What it is given for, such as a decision id: the same code again",
              defaultValue = "default")
          @Nullable String key) {}

  record CouponView(
      String code,
      String pool,
      String userId,
      String key,
      Instant assignedAt,
      @Schema(allowableValues = {"assigned", "redeemed", "expired"}) String status) {
    static CouponView of(Coupon coupon) {
      return new CouponView(
          coupon.code(),
          coupon.pool(),
          coupon.userId(),
          coupon.key(),
          coupon.assignedAt(),
          coupon.status().name().toLowerCase(Locale.ROOT));
    }
  }

  @Operation(
      summary = "Give a user a code",
      description =
          "201 with a new code, 200 with the one that the user was given for the same key. 409 when"
              + " the pool is empty or expired, the user has enough, or the campaign's budget is"
              + " spent.")
  @PostMapping("/v1/coupon-pools/{name}/assignments")
  ResponseEntity<CouponView> assign(
      @PathVariable String name, @RequestBody AssignmentRequest request) {
    Checks checks = new Checks();
    String user = checks.userId("userId", request.userId());
    String key = checks.text("key", Objects.requireNonNullElse(request.key(), "default"));
    checks.throwIfAny();
    CouponPool pool = find(name);
    Instant now = clock.instant();
    Instant expiresAt = pool.expiresAt();
    if (expiresAt != null && !now.isBefore(expiresAt)) {
      throw ProblemException.conflict("pool-expired", "The pool expired at " + expiresAt);
    }
    return switch (coupons.assign(pool, user, key, now)) {
      case Assignment.Given(Coupon coupon, boolean isNew) ->
          ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
              .body(CouponView.of(coupon));
      case Assignment.PoolEmpty() ->
          throw ProblemException.conflict("pool-empty", "All codes of the pool are given");
      case Assignment.UserHasEnough() ->
          throw ProblemException.conflict(
              "user-has-enough", "The user has the " + pool.perUser() + " that a user may have");
      case Assignment.BudgetSpent() ->
          throw ProblemException.conflict(
              "budget-spent", "The budget of the campaign does not pay for another code");
    };
  }

  record CouponsView(List<CouponView> items) {}

  @Operation(summary = "The codes that a user was given, oldest first")
  @GetMapping("/v1/users/{id}/coupons")
  CouponsView ofUser(@PathVariable String id) {
    Checks checks = new Checks();
    String user = checks.userId("id", id);
    checks.throwIfAny();
    return new CouponsView(
        coupons.ofUser(user, clock.instant()).stream().map(CouponView::of).toList());
  }

  private CouponPool find(String name) {
    return coupons.find(name).orElseThrow(() -> ProblemException.notFound("coupon pool", name));
  }

  private PoolView view(CouponPool pool) {
    return new PoolView(
        pool.name(),
        pool.description(),
        pool.campaignId(),
        new DiscountView(
            pool.discount().kind().name().toLowerCase(Locale.ROOT), pool.discount().value()),
        amounts.of(pool.cost()),
        pool.expiresAt(),
        pool.perUser(),
        pool.createdAt(),
        view(coupons.standing(pool.name(), clock.instant())));
  }

  private StandingView view(Standing standing) {
    return new StandingView(
        standing.codes(),
        standing.free(),
        standing.assigned(),
        standing.redeemed(),
        standing.misused(),
        amounts.of(standing.discount()));
  }
}
