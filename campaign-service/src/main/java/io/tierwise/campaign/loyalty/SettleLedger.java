package io.tierwise.campaign.loyalty;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Brings a customer's ledger in line with the orders: for every order the difference between what
 * it should have earned and what the ledger has, so that doing it again, late or out of turn writes
 * nothing twice. Then what has expired, and the level.
 */
public final class SettleLedger {
  /** The lot of the points for the first order. */
  public static final String FIRST_ORDER = "first-order";

  /** The reason of an entry that tells of a level is the level's name, or this. */
  static final String NO_LEVEL = "none";

  private final Programs programs;
  private final Instant now;

  public SettleLedger(Programs programs, Instant now) {
    this.programs = programs;
    this.now = now;
  }

  /**
   * @param ledger in the order in which it was written
   * @param orders that something happened to
   * @param first the customer's first order that stands; null without one
   * @param tier that the customer has now
   * @return the entries that are missing
   */
  public List<Entry> missing(
      String userId,
      List<Entry> ledger,
      Collection<OrderFacts> orders,
      @Nullable OrderFacts first,
      @Nullable String tier) {
    List<Entry> all = new ArrayList<>(ledger);
    for (OrderFacts order : orders) {
      Optional<ProgramVersion> rules = rules(order);
      long target = rules.map(r -> OrderPoints.of(r.program(), order)).orElse(0L);
      difference(all, lot(order.orderId()), order, rules, target, Entry.Kind.EARNED)
          .ifPresent(all::add);
    }
    Optional<ProgramVersion> rules = first == null ? Optional.empty() : rules(first);
    long bonus = rules.map(r -> r.program().firstOrder()).orElse(0L);
    difference(all, FIRST_ORDER, first, rules, bonus, Entry.Kind.BONUS).ifPresent(all::add);
    programs.latest().ifPresent(latest -> close(userId, all, latest, tier));
    return List.copyOf(all.subList(ledger.size(), all.size()));
  }

  public static String lot(String orderId) {
    return "order/" + orderId;
  }

  private Optional<ProgramVersion> rules(OrderFacts order) {
    Instant at = order.at();
    return at == null ? Optional.empty() : programs.earningAt(at);
  }

  private Optional<Entry> difference(
      List<Entry> ledger,
      String lot,
      @Nullable OrderFacts order,
      Optional<ProgramVersion> rules,
      long target,
      Entry.Kind kind) {
    List<Entry> before = ledger.stream().filter(e -> lot.equals(e.lot())).toList();
    long booked = before.stream().mapToLong(Entry::points).sum();
    Entry last = before.isEmpty() ? null : before.getLast();
    Instant at = order == null ? null : order.at();
    boolean moved = last != null && target > 0 && at != null && !at.equals(last.lotAt());
    if (target == booked && !moved) {
      return Optional.empty();
    }
    if (at == null || rules.isEmpty()) {
      // Cancelled, or somebody else's: what is left of the lot goes.
      Entry gone = Objects.requireNonNull(last, "a lot without entries has no points to lose");
      return Optional.of(
          new Entry(
              0,
              order == null ? gone.cameAs() : order.cameAs(),
              Entry.Kind.REVERSED,
              target - booked,
              lot,
              gone.orderId(),
              null,
              "the order does not stand",
              null,
              gone.programVersion(),
              gone.lotAt(),
              gone.usableAt(),
              gone.expiresAt(),
              now));
    }
    LoyaltyProgram program = rules.get().program();
    Instant usableAt = program.usableAt(at);
    return Optional.of(
        new Entry(
            0,
            Objects.requireNonNull(order).cameAs(),
            target < booked ? Entry.Kind.REVERSED : kind,
            target - booked,
            lot,
            order.orderId(),
            null,
            reason(kind, target, booked, last),
            null,
            rules.get().number(),
            at,
            usableAt,
            program.expiresAt(usableAt),
            now));
  }

  private static String reason(Entry.Kind kind, long target, long booked, @Nullable Entry last) {
    String what = kind == Entry.Kind.BONUS ? "first order" : "order";
    if (last == null || booked == 0) {
      return what;
    }
    return what
        + (target < booked ? " is worth less" : target > booked ? " is worth more" : " moved");
  }

  private void close(String userId, List<Entry> all, ProgramVersion latest, @Nullable String tier) {
    Account account = Account.of(all, now);
    long expired = account.expiredUnrecorded();
    if (expired != 0) {
      all.add(
          Entry.spent(
              userId,
              Entry.Kind.EXPIRED,
              -expired,
              null,
              expired > 0 ? "expired" : "expired too much before",
              null,
              latest.number(),
              now));
    }
    String level = Levels.of(latest.program(), tier, account.earnedInYear()).name();
    String before =
        all.stream()
            .filter(e -> e.kind() == Entry.Kind.LEVEL)
            .reduce((_, later) -> later)
            .map(Entry::reason)
            .orElse(NO_LEVEL);
    String reached = level == null ? NO_LEVEL : level;
    if (!reached.equals(before)) {
      all.add(Entry.spent(userId, Entry.Kind.LEVEL, 0, null, reached, null, latest.number(), now));
    }
  }
}
