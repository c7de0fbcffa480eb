package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.quality.RejectionTally;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** The offset to go on from is stored with the counts. */
final class JdbcRejectionTally implements RejectionTally {
  private static final String COUNT =
      """
      insert into quality_tally (day, shard, door_rejected)
      select d, pg_backend_pid() % 64, n from unnest(?::date[], ?::bigint[]) as t (d, n) order by d
      on conflict (day, shard) do update set
        door_rejected = quality_tally.door_rejected + excluded.door_rejected
      """;

  private final JdbcTemplate jdbc;
  private final TransactionOperations transaction;

  JdbcRejectionTally(JdbcTemplate jdbc, TransactionOperations transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
  }

  @Override
  public void count(int partition, List<Rejected> inOrder) {
    transaction.executeWithoutResult(
        status -> {
          jdbc.update(
              "insert into rejection_offset (partition, next_offset) values (?, 0)"
                  + " on conflict do nothing",
              partition);
          Long next =
              jdbc.queryForObject(
                  "select next_offset from rejection_offset where partition = ? for update",
                  Long.class,
                  partition);
          long from = next == null ? 0 : next;
          Map<LocalDate, Long> days =
              inOrder.stream()
                  .filter(rejected -> rejected.atTheDoor() && rejected.offset() >= from)
                  .map(Rejected::day)
                  .collect(
                      Collectors.groupingBy(
                          Function.identity(), TreeMap::new, Collectors.counting()));
          if (!days.isEmpty()) {
            jdbc.update(
                COUNT,
                Columns.text(days.keySet(), LocalDate::toString),
                Columns.numbers(days.values(), count -> count));
          }
          jdbc.update(
              "update rejection_offset set next_offset = greatest(next_offset, ?)"
                  + " where partition = ?",
              inOrder.getLast().offset() + 1,
              partition);
        });
  }
}
