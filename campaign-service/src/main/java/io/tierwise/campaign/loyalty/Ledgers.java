package io.tierwise.campaign.loyalty;

import io.tierwise.campaign.coupon.Coupons.Assignment;
import io.tierwise.campaign.outcome.OrderSeen;
import io.tierwise.campaign.outcome.RefundSeen;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Port: the rules and everybody's ledger. */
public interface Ledgers {
  Programs programs();

  /**
   * Makes rules hold from now on.
   *
   * @param expected number of the version that stands; null for none
   * @return empty if another one stands
   */
  Optional<ProgramVersion> change(
      @Nullable Long expected, LoyaltyProgram program, String by, Instant now);

  /** Remembers which orders something happened to; nothing where there are no rules. */
  void notice(List<OrderSeen> orders, List<RefundSeen> refunds, Instant now);

  /** An event that may earn a bonus. */
  record EventSeen(String userId, String messageId, String event, Instant occurredAt) {}

  /** Books the bonuses of events; the same event again changes nothing. */
  int reward(List<EventSeen> events, Instant now);

  /** Events that earn by the rules that stand. */
  Set<String> rewardedEvents();

  /**
   * Settles some of the customers whose orders changed, or whose points or level are due.
   *
   * @return how many; 0 if nothing is due or another instance is at it
   */
  int settleSome(Instant now);

  /** Somebody's entries, in the order in which they were written. */
  List<Entry> ledger(String userId);

  /**
   * The newest first.
   *
   * @param before number of the last entry of the page before; null for the first page
   */
  List<StatementLine> statement(String userId, @Nullable Long before, int limit);

  /**
   * @param balance of all points up to and with it, pending ones too
   */
  record StatementLine(Entry entry, long balance) {}

  /** The tier that the person has now. */
  Optional<String> tier(String userId);

  /**
   * Points to spend, or to give or take by hand.
   *
   * @param points below zero to take
   * @param key the same key has the same effect once
   * @param pool out of which a coupon is given for them; null for none
   */
  record Booking(
      String userId,
      Entry.Kind kind,
      long points,
      String key,
      String reason,
      @Nullable String pool) {}

  /** What came of a booking. */
  sealed interface Booked {
    /**
     * @param isNew false if it was booked before
     */
    record Done(Entry entry, boolean isNew) implements Booked {}

    record NotEnough(long balance) implements Booked {}

    /** The key was used for something else. */
    record KeyUsed() implements Booked {}

    record NoCoupon(Assignment why) implements Booked {}

    record NoPool(String pool) implements Booked {}
  }

  Booked book(Booking booking, Instant now);
}
