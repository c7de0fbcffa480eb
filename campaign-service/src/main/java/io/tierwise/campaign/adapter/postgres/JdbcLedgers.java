package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.coupon.CouponPool;
import io.tierwise.campaign.coupon.Coupons;
import io.tierwise.campaign.coupon.Coupons.Assignment;
import io.tierwise.campaign.loyalty.Account;
import io.tierwise.campaign.loyalty.Entry;
import io.tierwise.campaign.loyalty.Ledgers;
import io.tierwise.campaign.loyalty.LoyaltyProgram;
import io.tierwise.campaign.loyalty.LoyaltyProgram.EventBonus;
import io.tierwise.campaign.loyalty.OrderFacts;
import io.tierwise.campaign.loyalty.ProgramVersion;
import io.tierwise.campaign.loyalty.Programs;
import io.tierwise.campaign.loyalty.SettleLedger;
import io.tierwise.campaign.outcome.OrderSeen;
import io.tierwise.campaign.outcome.RefundSeen;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Ledgers as rows. One instance settles at a time; what takes points from a person holds the
 * person's lock, so that nobody spends what somebody else is just spending.
 */
public final class JdbcLedgers implements Ledgers {
  private static final long SETTLING = 0x7469_6572_0011L;
  private static final int MOST_AT_ONCE = 200;
  private static final Duration YEAR = Duration.ofDays(365);

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;
  private final Coupons coupons;
  private final LedgerRows rows;
  private final LoyaltyDue due;
  private final LoyaltyOrders orders;

  /**
   * @param window in which an order belongs to the last touch before it
   */
  public JdbcLedgers(
      JdbcClient jdbc, TransactionTemplate transactions, Coupons coupons, Duration window) {
    this.jdbc = jdbc;
    this.transactions = transactions;
    this.coupons = coupons;
    this.rows = new LedgerRows(jdbc);
    this.due = new LoyaltyDue(jdbc);
    this.orders = new LoyaltyOrders(jdbc, window);
  }

  @Override
  public Programs programs() {
    return new Programs(
        jdbc.sql("select * from loyalty_program order by version")
            .query(
                (row, _) ->
                    new ProgramVersion(
                        row.getLong("version"),
                        Rows.instant(row, "valid_from"),
                        row.getString("changed_by"),
                        StoredJson.read(row.getString("rules"), LoyaltyProgram.class)))
            .list());
  }

  @Override
  public Optional<ProgramVersion> change(
      @Nullable Long expected, LoyaltyProgram program, String by, Instant now) {
    return inTransaction(
        _ -> {
          jdbc.sql("lock table loyalty_program in share row exclusive mode").update();
          Long standing = programs().latest().map(ProgramVersion::number).orElse(null);
          if (!Objects.equals(standing, expected)) {
            return Optional.empty();
          }
          jdbc.sql(
                  "insert into loyalty_program (rules, valid_from, changed_by)"
                      + " values (?::jsonb, ?, ?)")
              .params(StoredJson.write(program), Rows.time(now), by)
              .update();
          return programs().latest();
        });
  }

  @Override
  public void notice(List<OrderSeen> seen, List<RefundSeen> refunds, Instant now) {
    due.notice(seen, refunds, now);
  }

  @Override
  public Set<String> rewardedEvents() {
    return programs()
        .latest()
        .map(ProgramVersion::program)
        .filter(LoyaltyProgram::active)
        .map(p -> p.events().stream().map(EventBonus::event).collect(Collectors.toSet()))
        .orElse(Set.of());
  }

  @Override
  public int reward(List<EventSeen> events, Instant now) {
    Programs programs = programs();
    List<Entry> entries = new ArrayList<>();
    for (EventSeen seen : events) {
      programs
          .earningAt(seen.occurredAt())
          .flatMap(
              rules -> rules.program().bonus(seen.event()).map(b -> bonus(seen, rules, b, now)))
          .ifPresent(entries::add);
    }
    return entries.isEmpty()
        ? 0
        : inTransaction(
            _ -> {
              JdbcPersons.share(jdbc);
              Map<String, String> persons = owners(entries.stream().map(Entry::cameAs).toList());
              List<String> owners =
                  entries.stream().map(e -> persons.getOrDefault(e.cameAs(), e.cameAs())).toList();
              int booked = rows.add(owners, entries);
              remind(owners, entries);
              due.remind(owners, owners.stream().map(_ -> now).toList());
              return booked;
            });
  }

  private static Entry bonus(EventSeen seen, ProgramVersion rules, EventBonus bonus, Instant now) {
    String once =
        switch (bonus.once()) {
          case EVENT -> seen.messageId();
          case DAY -> seen.occurredAt().atOffset(ZoneOffset.UTC).toLocalDate().toString();
          case USER -> "once";
        };
    // Bonuses need no return window: nothing can come back.
    String key = "event/" + seen.event() + "/" + once;
    return new Entry(
        0,
        seen.userId(),
        Entry.Kind.BONUS,
        bonus.points(),
        key + "/" + seen.userId(),
        null,
        key,
        seen.event(),
        null,
        rules.number(),
        seen.occurredAt(),
        seen.occurredAt(),
        rules.program().expiresAt(seen.occurredAt()),
        now);
  }

  @Override
  public int settleSome(Instant now) {
    return inTransaction(
        _ -> {
          boolean alone =
              jdbc.sql("select pg_try_advisory_xact_lock(?)")
                  .param(SETTLING)
                  .query(Boolean.class)
                  .single();
          if (!alone) {
            return 0;
          }
          JdbcPersons.share(jdbc);
          List<LoyaltyDue.Row> taken = due.take(now, MOST_AT_ONCE);
          if (!taken.isEmpty()) {
            settle(taken, now);
          }
          return taken.size();
        });
  }

  private void settle(List<LoyaltyDue.Row> taken, Instant now) {
    Map<String, String> owners = owners(taken.stream().map(LoyaltyDue.Row::userId).toList());
    Set<String> persons = new TreeSet<>(owners.keySet());
    persons.addAll(owners.values());
    Set<LoyaltyDue.Row> changed = new LinkedHashSet<>();
    for (LoyaltyDue.Row row : taken) {
      if (row.orderId() != null) {
        changed.add(row);
        changed.add(
            new LoyaltyDue.Row(owners.getOrDefault(row.userId(), row.userId()), row.orderId()));
      }
    }
    lock(persons);
    List<LoyaltyDue.Row> looked = List.copyOf(changed);
    orders.settle(looked);
    Map<String, List<OrderFacts>> facts = orders.of(looked);
    Map<String, OrderFacts> first = orders.first(persons);
    Map<String, List<Entry>> ledgers = rows.of(persons);
    Map<String, String> tiers = tiers(persons);
    SettleLedger settle = new SettleLedger(programs(), now);
    List<String> whose = new ArrayList<>();
    List<Entry> entries = new ArrayList<>();
    for (String person : persons) {
      List<Entry> missing =
          settle.missing(
              person,
              ledgers.getOrDefault(person, List.of()),
              facts.getOrDefault(person, List.of()),
              first.get(person),
              tiers.get(person));
      missing.forEach(_ -> whose.add(person));
      entries.addAll(missing);
    }
    if (!entries.isEmpty()) {
      rows.add(whose, entries);
      remind(whose, entries);
    }
  }

  /** To look again when points expire, and when they count towards a level no more. */
  private void remind(List<String> owners, List<Entry> entries) {
    List<String> who = new ArrayList<>();
    List<Instant> when = new ArrayList<>();
    for (int i = 0; i < entries.size(); i++) {
      Entry entry = entries.get(i);
      if (entry.lot() == null) {
        continue;
      }
      if (entry.expiresAt() != null) {
        who.add(owners.get(i));
        when.add(entry.expiresAt());
      }
      who.add(owners.get(i));
      when.add(entry.lotAt().plus(YEAR));
    }
    due.remind(who, when);
  }

  private Map<String, String> tiers(Set<String> persons) {
    Map<String, String> tiers = new HashMap<>();
    jdbc.sql("select user_id, tier from member_tier where user_id = any(?) and tier is not null")
        .param(persons.toArray(String[]::new))
        .query(
            row -> {
              tiers.put(row.getString(1), row.getString(2));
            });
    return tiers;
  }

  @Override
  public List<Entry> ledger(String userId) {
    String person = person(userId);
    return rows.of(Set.of(person)).getOrDefault(person, List.of());
  }

  @Override
  public List<StatementLine> statement(String userId, @Nullable Long before, int limit) {
    return rows.page(person(userId), before, limit);
  }

  @Override
  public Optional<String> tier(String userId) {
    String person = person(userId);
    return Optional.ofNullable(tiers(Set.of(person)).get(person));
  }

  @Override
  public Booked book(Booking booking, Instant now) {
    return inTransaction(
        status -> {
          JdbcPersons.share(jdbc);
          String person = person(booking.userId());
          lock(List.of(person));
          List<Entry> ledger =
              new ArrayList<>(rows.of(Set.of(person)).getOrDefault(person, List.of()));
          String key = booking.kind() + "/" + booking.key();
          Optional<Entry> before = ledger.stream().filter(e -> key.equals(e.key())).findFirst();
          if (before.isPresent()) {
            return before.get().points() == booking.points()
                    && before.get().reason().equals(booking.reason())
                ? new Booked.Done(before.get(), false)
                : new Booked.KeyUsed();
          }
          Programs programs = programs();
          // What has expired is gone, whether or not anybody has written so yet.
          List<Entry> expired =
              new SettleLedger(programs, now)
                  .missing(
                      person,
                      ledger,
                      List.of(),
                      orders.first(Set.of(person)).get(person),
                      tiers(Set.of(person)).get(person));
          ledger.addAll(expired);
          long balance = Account.of(ledger, now).balance();
          if (booking.points() < 0 && balance < -booking.points()) {
            return new Booked.NotEnough(balance);
          }
          return booked(booking, person, key, expired, programs, now, status);
        });
  }

  private Booked booked(
      Booking booking,
      String person,
      String key,
      List<Entry> expired,
      Programs programs,
      Instant now,
      TransactionStatus status) {
    String code = null;
    if (booking.pool() != null) {
      Optional<CouponPool> pool = coupons.find(booking.pool());
      if (pool.isEmpty()) {
        return new Booked.NoPool(booking.pool());
      }
      Assignment given =
          coupons.assign(pool.get(), booking.userId(), "loyalty/" + booking.key(), now);
      if (!(given instanceof Assignment.Given(var coupon, _))) {
        status.setRollbackOnly();
        return new Booked.NoCoupon(given);
      }
      code = coupon.code();
    }
    ProgramVersion latest = programs.latest().orElseThrow();
    List<Entry> entries = new ArrayList<>(expired);
    entries.add(entry(booking, key, code, latest, now));
    List<String> owners = entries.stream().map(_ -> person).toList();
    rows.add(owners, entries);
    remind(owners, entries);
    Entry written =
        rows.of(Set.of(person)).getOrDefault(person, List.of()).stream()
            .filter(e -> key.equals(e.key()))
            .findFirst()
            .orElseThrow();
    return new Booked.Done(written, true);
  }

  private static Entry entry(
      Booking booking, String key, @Nullable String code, ProgramVersion latest, Instant now) {
    boolean comes = booking.points() > 0;
    return new Entry(
        0,
        booking.userId(),
        booking.kind(),
        booking.points(),
        comes ? key + "/" + booking.userId() : null,
        null,
        key,
        booking.reason(),
        code,
        latest.number(),
        now,
        comes ? now : null,
        comes ? latest.program().expiresAt(now) : null,
        now);
  }

  /** In their order, so that two who lock many do not wait for each other. */
  private void lock(Collection<String> persons) {
    jdbc.sql("select pg_advisory_xact_lock(hashtextextended(u, 9)) from unnest(?::text[]) as u")
        .param(persons.stream().sorted().toArray(String[]::new))
        .query((_, _) -> true)
        .list();
  }

  private String person(String userId) {
    return owners(List.of(userId)).getOrDefault(userId, userId);
  }

  /** The person of each id. */
  private Map<String, String> owners(Collection<String> userIds) {
    Map<String, String> owners = new HashMap<>();
    jdbc.sql(
            """
            select u, coalesce(i.user_id, u) from unnest(?::text[]) as u
            left join member_identity i on i.alias_id = u
            """)
        .param(userIds.stream().distinct().toArray(String[]::new))
        .query(
            row -> {
              owners.put(row.getString(1), row.getString(2));
            });
    return owners;
  }

  private <T> T inTransaction(Function<TransactionStatus, T> work) {
    return Objects.requireNonNull(transactions.execute(work::apply));
  }
}
