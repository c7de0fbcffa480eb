package io.tierwise.campaign.coupon;

import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: pools and their codes. No code is ever given to two users. */
public interface Coupons {
  /** False if there is a pool of that name. */
  boolean add(CouponPool pool);

  Optional<CouponPool> find(String pool);

  /**
   * @param after the name that the last page ended with; null from the beginning
   */
  List<CouponPool> list(@Nullable String after, int limit);

  /**
   * Puts codes into a pool.
   *
   * @param codes in their normal form
   * @return how many were new; a code that exists, here or in another pool, is left alone
   */
  int put(String pool, Collection<String> codes);

  Standing standing(String pool, Instant now);

  /** Gives a code, or the one that was given for the same user and key before. */
  Assignment assign(CouponPool pool, String userId, String key, Instant now);

  List<Coupon> ofUser(String userId, Instant now);

  /** Keeps uses of codes that are ours; the same use again changes nothing. */
  int use(List<CouponUse> uses);

  /**
   * @param misused orders that named a code which was not theirs, was used up or had expired
   * @param discount that redeemed codes took off orders
   */
  record Standing(
      long codes, long free, long assigned, long redeemed, long misused, Money discount) {}

  /** What came of asking for a code. */
  sealed interface Assignment {
    /**
     * @param isNew false if it was given before
     */
    record Given(Coupon coupon, boolean isNew) implements Assignment {}

    /** All codes are given. */
    record PoolEmpty() implements Assignment {}

    /** The user has as many as a user may have. */
    record UserHasEnough() implements Assignment {}

    /** The campaign cannot pay for another code. */
    record BudgetSpent() implements Assignment {}
  }
}
