package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.coupon.Coupon;
import io.tierwise.campaign.coupon.CouponPool;
import io.tierwise.campaign.coupon.CouponPool.Discount;
import io.tierwise.campaign.coupon.CouponUse;
import io.tierwise.campaign.coupon.Coupons;
import io.tierwise.campaign.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Codes as rows; a free one is taken past the rows that others are just taking. */
public final class JdbcCoupons implements Coupons {
  private static final String GIVEN =
      """
      select c.*, p.expires_at,
             exists (select from coupon_redemption r where r.code = c.code and r.valid) as redeemed
      from coupon c join coupon_pool p on p.name = c.pool
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public JdbcCoupons(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public boolean add(CouponPool pool) {
    return jdbc.sql(
                """
                insert into coupon_pool (name, description, campaign_id, discount_kind,
                  discount_value, cost_micros, expires_at, per_user, created_at)
                values (?, ?, ?, ?, ?, ?, ?::text::timestamptz, ?, ?)
                on conflict do nothing
                """)
            .param(pool.name())
            .param(pool.description())
            .param(pool.campaignId())
            .param(pool.discount().kind().name())
            .param(pool.discount().value())
            .param(pool.cost().micros())
            .param(pool.expiresAt() == null ? null : pool.expiresAt().toString())
            .param(pool.perUser())
            .param(Rows.time(pool.createdAt()))
            .update()
        == 1;
  }

  @Override
  public Optional<CouponPool> find(String pool) {
    return jdbc.sql("select * from coupon_pool where name = ?")
        .param(pool)
        .query((row, _) -> pool(row))
        .optional();
  }

  @Override
  public List<CouponPool> list(@Nullable String after, int limit) {
    return jdbc.sql(
            "select * from coupon_pool where ?::text is null or name > ? order by name limit ?")
        .param(after)
        .param(after)
        .param(limit)
        .query((row, _) -> pool(row))
        .list();
  }

  @Override
  public int put(String pool, Collection<String> codes) {
    return jdbc.sql(
            """
            insert into coupon (code, pool) select c, ? from unnest(?::text[]) as c order by c
            on conflict do nothing
            """)
        .param(pool)
        .param(codes.toArray(String[]::new))
        .update();
  }

  @Override
  public Standing standing(String pool, Instant now) {
    return jdbc.sql(
            """
            select codes, assigned, coalesce(redeemed, 0) as redeemed,
                   coalesce(misused, 0) as misused, coalesce(discount, 0) as discount
            from (select count(*) as codes, count(came_as) as assigned
                  from coupon where pool = ?) c,
                 (select count(*) filter (where valid) as redeemed,
                         count(*) filter (where not valid) as misused,
                         sum(discount_micros) filter (where valid)::bigint as discount
                  from coupon_redemption where pool = ?) r
            """)
        .params(pool, pool)
        .query(
            (row, _) ->
                new Standing(
                    row.getLong("codes"),
                    row.getLong("codes") - row.getLong("assigned"),
                    row.getLong("assigned"),
                    row.getLong("redeemed"),
                    row.getLong("misused"),
                    new Money(row.getLong("discount"))))
        .single();
  }

  @Override
  public Assignment assign(CouponPool pool, String userId, String key, Instant now) {
    try {
      return tryToAssign(pool, userId, key, now);
    } catch (DuplicateKeyException e) {
      // Somebody else asked for the same just now, and has been answered.
      return tryToAssign(pool, userId, key, now);
    }
  }

  private Assignment tryToAssign(CouponPool pool, String userId, String key, Instant now) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              JdbcPersons.share(jdbc);
              String person =
                  jdbc.sql("select " + JdbcPersons.PERSON)
                      .params(userId, userId)
                      .query(String.class)
                      .single();
              // Of one user and pool one at a time, or two keys could exceed what a user may have.
              jdbc.sql("select pg_advisory_xact_lock(hashtextextended(?, 8))")
                  .param(pool.name() + " " + person)
                  .query((_, _) -> true)
                  .single();
              List<Coupon> given =
                  jdbc.sql(GIVEN + " where c.pool = ? and c.user_id = ?")
                      .params(pool.name(), person)
                      .query((row, _) -> coupon(row, now))
                      .list();
              Optional<Coupon> same =
                  given.stream().filter(coupon -> coupon.key().equals(key)).findFirst();
              if (same.isPresent()) {
                return new Assignment.Given(same.get(), false);
              }
              if (given.size() >= pool.perUser()) {
                return new Assignment.UserHasEnough();
              }
              Optional<String> code = take(pool.name(), person, userId, key, now);
              if (code.isEmpty()) {
                return new Assignment.PoolEmpty();
              }
              if (!charge(pool)) {
                status.setRollbackOnly();
                return new Assignment.BudgetSpent();
              }
              return new Assignment.Given(
                  new Coupon(code.get(), pool.name(), person, key, now, Coupon.Status.ASSIGNED),
                  true);
            }));
  }

  private Optional<String> take(
      String pool, String person, String userId, String key, Instant now) {
    return jdbc.sql(
            """
            update coupon set user_id = ?, came_as = ?, key = ?, assigned_at = ?
            where code = (
              select code from coupon where pool = ? and came_as is null
              order by code limit 1 for update skip locked)
            returning code
            """)
        .params(person, userId, key, Rows.time(now), pool)
        .query(String.class)
        .optional();
  }

  private boolean charge(CouponPool pool) {
    return pool.campaignId() == null
        || pool.cost().micros() == 0
        || jdbc.sql(
                    """
                    update campaign_budget set spent_micros = spent_micros + ?
                    where campaign_id = ? and spent_micros + ? <= budget_micros
                    """)
                .params(pool.cost().micros(), pool.campaignId(), pool.cost().micros())
                .update()
            == 1;
  }

  @Override
  public List<Coupon> ofUser(String userId, Instant now) {
    return jdbc.sql(
            GIVEN + " where c.user_id = " + JdbcPersons.PERSON + " order by c.assigned_at, c.code")
        .params(userId, userId)
        .query((row, _) -> coupon(row, now))
        .list();
  }

  @Override
  public int use(List<CouponUse> unordered) {
    if (unordered.isEmpty()) {
      return 0;
    }
    List<CouponUse> uses =
        unordered.stream()
            .sorted(
                Comparator.comparing(CouponUse::code)
                    .thenComparing(CouponUse::userId)
                    .thenComparing(CouponUse::orderId))
            .toList();
    return jdbc.sql(
            """
            insert into coupon_use (code, user_id, came_as, order_id, occurred_at, discount_micros)
            select b.code, coalesce(i.user_id, b.user_id), b.user_id, b.order_id,
                   b.occurred_at::timestamptz, b.discount::bigint
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as b (code, user_id, order_id, occurred_at, discount)
            join coupon c on c.code = b.code
            left join member_identity i on i.alias_id = b.user_id
            on conflict do nothing
            """)
        .param(column(uses, CouponUse::code))
        .param(column(uses, CouponUse::userId))
        .param(column(uses, CouponUse::orderId))
        .param(column(uses, CouponUse::occurredAt))
        .param(
            column(
                uses,
                use -> {
                  Money discount = use.discount();
                  return discount == null ? null : discount.micros();
                }))
        .update();
  }

  private static CouponPool pool(ResultSet row) throws SQLException {
    return new CouponPool(
        row.getString("name"),
        row.getString("description"),
        row.getString("campaign_id"),
        new Discount(
            CouponPool.Kind.valueOf(row.getString("discount_kind")),
            row.getBigDecimal("discount_value")),
        new Money(row.getLong("cost_micros")),
        Rows.instantOrNull(row, "expires_at"),
        row.getInt("per_user"),
        Rows.instant(row, "created_at"));
  }

  private static Coupon coupon(ResultSet row, Instant now) throws SQLException {
    Instant expiresAt = Rows.instantOrNull(row, "expires_at");
    Coupon.Status status =
        row.getBoolean("redeemed")
            ? Coupon.Status.REDEEMED
            : expiresAt != null && !now.isBefore(expiresAt)
                ? Coupon.Status.EXPIRED
                : Coupon.Status.ASSIGNED;
    return new Coupon(
        row.getString("code"),
        row.getString("pool"),
        row.getString("user_id"),
        row.getString("key"),
        Rows.instant(row, "assigned_at"),
        status);
  }
}
