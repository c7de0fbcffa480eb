package io.tierwise.profile.adapter.postgres;

import java.time.Clock;
import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.dao.PessimisticLockingFailureException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * The monthly partitions of the ledger and of its facts, made when their month arrives. Attaching a
 * table, unlike creating a partition, does not block those who read and write the other partitions.
 */
final class LedgerPartitions {
  private static final YearMonth FIRST = YearMonth.of(2000, 1);
  private static final long LOCK = 0x7469_6572_0001L;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Clock clock;
  private final Set<YearMonth> present = ConcurrentHashMap.newKeySet();

  LedgerPartitions(JdbcTemplate jdbc, TransactionTemplate transaction, Clock clock) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.clock = clock;
  }

  /** The current month and the next are always there, also before their first event. */
  void cover(Collection<Instant> times) {
    YearMonth current = monthOf(clock.instant());
    YearMonth last = current.plusMonths(1);
    Set<YearMonth> missing = new TreeSet<>(Set.of(current, last));
    for (Instant time : times) {
      YearMonth month = monthOf(time);
      if (!month.isBefore(FIRST) && !month.isAfter(last)) {
        missing.add(month);
      }
    }
    missing.removeAll(present);
    for (YearMonth month : missing) {
      transaction.executeWithoutResult(status -> attach(month));
      present.add(month);
    }
  }

  static String ledgerOf(YearMonth month) {
    return nameOf("event_ledger", month);
  }

  private static String nameOf(String parent, YearMonth month) {
    return parent + "_" + month.toString().replace('-', '_');
  }

  /**
   * Ends a month that has no events. The parents are locked first, and only for a moment: whoever
   * holds one of the months would otherwise wait for us as we for him.
   *
   * @return false where it has events, or the lock was not to be had
   */
  boolean dropIfEmpty(YearMonth month) {
    try {
      return Boolean.TRUE.equals(
          transaction.execute(
              status -> {
                jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
                jdbc.execute("set local lock_timeout = '2s'");
                jdbc.execute("lock table only event_ledger, only ledger_fact");
                String table = ledgerOf(month);
                Boolean empty =
                    jdbc.queryForObject(
                        "select not exists (select from " + table + ")", Boolean.class);
                if (Boolean.TRUE.equals(empty)) {
                  jdbc.execute("drop table " + table);
                  jdbc.execute("drop table if exists " + nameOf("ledger_fact", month));
                  forgetVisits(month);
                  present.remove(month);
                }
                return Boolean.TRUE.equals(empty);
              }));
    } catch (PessimisticLockingFailureException e) {
      return false;
    }
  }

  private void forgetVisits(YearMonth month) {
    for (String table : List.of("ledger_visit", "visit_day")) {
      jdbc.update(
          "delete from " + table + " where day >= ?::date and day < ?::date",
          month.atDay(1).toString(),
          month.plusMonths(1).atDay(1).toString());
    }
  }

  private void attach(YearMonth month) {
    jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
    attach("event_ledger", month);
    attach("ledger_fact", month);
  }

  private void attach(String parent, YearMonth month) {
    String table = nameOf(parent, month);
    if (jdbc.queryForObject("select to_regclass(?)::text", String.class, table) != null) {
      return;
    }
    String from = bound(month);
    String to = bound(month.plusMonths(1));
    jdbc.execute("create table %s (like %s including all)".formatted(table, parent));
    // Attaching locks it anyway; before, so that nothing comes in behind those that move.
    jdbc.execute("lock table " + parent + "_default");
    jdbc.update(
        "with late as (delete from "
            + parent
            + "_default where occurred_at >= ?::timestamptz"
            + " and occurred_at < ?::timestamptz returning *) insert into "
            + table
            + " select * from late",
        from,
        to);
    jdbc.execute(
        "alter table %s attach partition %s for values from ('%s') to ('%s')"
            .formatted(parent, table, from, to));
  }

  private static String bound(YearMonth month) {
    return month.atDay(1).atStartOfDay().toInstant(ZoneOffset.UTC).toString();
  }

  private static YearMonth monthOf(Instant time) {
    return YearMonth.from(time.atOffset(ZoneOffset.UTC));
  }
}
