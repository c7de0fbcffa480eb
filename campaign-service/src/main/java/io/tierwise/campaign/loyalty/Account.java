package io.tierwise.campaign.loyalty;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a ledger amounts to at an instant. Points that leave take those that expire first; what a
 * lot has left at its expiry is gone. Everything follows from the lots as they stand and from the
 * spending: entries of kind EXPIRED only record what is found here, so that a refund that comes
 * after an expiry gives back what expired too much.
 */
public final class Account {
  private static final Duration YEAR = Duration.ofDays(365);
  private static final Comparator<Lot> FIRST_OUT =
      Comparator.comparing(
              (Lot lot) -> lot.expiresAt, Comparator.nullsLast(Comparator.<Instant>naturalOrder()))
          .thenComparing(lot -> lot.usableAt)
          .thenComparing(lot -> lot.number);

  /** Points that came together. */
  private static final class Lot {
    private final long number;
    private long points;
    private long left;
    private Instant at;
    private Instant usableAt;
    private @Nullable Instant expiresAt;
    private boolean qualifies;

    Lot(Entry entry) {
      number = entry.number();
      at = entry.lotAt();
      usableAt = entry.lotAt();
    }

    void add(Entry entry) {
      points += entry.points();
      // A later entry knows better when the order was made.
      at = entry.lotAt();
      usableAt = entry.usableAt() == null ? entry.lotAt() : entry.usableAt();
      expiresAt = entry.expiresAt();
      qualifies |= entry.kind().qualifies();
    }

    boolean isExpired(Instant time) {
      return expiresAt != null && !expiresAt.isAfter(time);
    }
  }

  /** Points and when something happens to them. */
  public record Dated(long points, Instant at) {}

  private final List<Lot> lots;
  private final Instant now;
  private long debt;
  private long expired;
  private long recordedExpired;

  private Account(Collection<Lot> lots, Instant now) {
    this.lots = new ArrayList<>(lots);
    this.lots.sort(FIRST_OUT);
    this.now = now;
    this.lots.forEach(lot -> lot.left = Math.max(0, lot.points));
  }

  /**
   * @param entries in the order in which they were written
   */
  public static Account of(List<Entry> entries, Instant now) {
    Map<String, Lot> lots = new LinkedHashMap<>();
    List<Entry> spending = new ArrayList<>();
    long recorded = 0;
    for (Entry entry : entries) {
      if (entry.lot() != null) {
        lots.computeIfAbsent(entry.lot(), _ -> new Lot(entry)).add(entry);
      } else if (entry.kind() == Entry.Kind.EXPIRED) {
        recorded -= entry.points();
      } else if (entry.points() < 0) {
        spending.add(entry);
      }
    }
    Account account = new Account(lots.values(), now);
    account.recordedExpired = recorded;
    spending.stream()
        .sorted(Comparator.comparing(Entry::bookedAt))
        .forEach(entry -> account.spend(-entry.points(), entry.bookedAt()));
    account.expire(now);
    return account;
  }

  private void spend(long points, Instant at) {
    expire(at);
    long wanted = take(points, at, true);
    // Points that were reversed after they were spent are owed out of those that come.
    debt += take(wanted, at, false);
  }

  private long take(long wanted, Instant at, boolean usable) {
    for (Lot lot : lots) {
      if (wanted > 0 && !(usable && lot.usableAt.isAfter(at))) {
        long taken = Math.min(wanted, lot.left);
        lot.left -= taken;
        wanted -= taken;
      }
    }
    return wanted;
  }

  private void expire(Instant at) {
    for (Lot lot : lots) {
      if (lot.isExpired(at)) {
        expired += lot.left;
        lot.left = 0;
      }
    }
  }

  /** Points that can be spent now; below zero where spent points were reversed. */
  public long balance() {
    return sum(false) - debt;
  }

  /** Points of orders that can still come back. */
  public long pending() {
    return sum(true);
  }

  private long sum(boolean pending) {
    return lots.stream()
        .filter(lot -> lot.usableAt.isAfter(now) == pending)
        .mapToLong(lot -> lot.left)
        .sum();
  }

  /** Expired so far and not recorded yet; below zero where too much is recorded. */
  public long expiredUnrecorded() {
    return expired - recordedExpired;
  }

  /** The points that expire next. */
  public Optional<Dated> expiringNext() {
    return lots.stream()
        .filter(lot -> lot.left > 0 && lot.expiresAt != null)
        .min(FIRST_OUT)
        .map(first -> first.expiresAt)
        .map(
            at ->
                new Dated(
                    lots.stream()
                        .filter(lot -> at.equals(lot.expiresAt))
                        .mapToLong(lot -> lot.left)
                        .sum(),
                    at));
  }

  /** The pending points that become usable next. */
  public Optional<Dated> usableNext() {
    return lots.stream()
        .filter(lot -> lot.left > 0 && lot.usableAt.isAfter(now))
        .map(lot -> lot.usableAt)
        .min(Comparator.naturalOrder())
        .map(
            at ->
                new Dated(
                    lots.stream()
                        .filter(lot -> at.equals(lot.usableAt))
                        .mapToLong(lot -> lot.left)
                        .sum(),
                    at));
  }

  /** Points earned in the 365 days up to now, spent or not; those given by hand do not count. */
  public long earnedInYear() {
    return lots.stream()
        .filter(lot -> lot.qualifies && lot.at.isAfter(now.minus(YEAR)) && !lot.at.isAfter(now))
        .mapToLong(lot -> Math.max(0, lot.points))
        .sum();
  }
}
