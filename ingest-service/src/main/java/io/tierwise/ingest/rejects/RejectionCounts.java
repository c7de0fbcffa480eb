package io.tierwise.ingest.rejects;

import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Rejected events in figures.
 *
 * @param reasons an event counts under each of its reasons
 * @param days in UTC
 */
record RejectionCounts(
    long rejected,
    Map<String, Long> statuses,
    Map<String, Long> reasons,
    Map<String, Long> sources,
    Map<String, Long> services,
    Map<String, Long> days) {
  static RejectionCounts read(JdbcClient jdbc, RejectionFilter filter) {
    Map<String, Long> statuses = by("status", jdbc, filter);
    return new RejectionCounts(
        statuses.values().stream().mapToLong(Long::longValue).sum(),
        statuses,
        by("unnest(codes)", jdbc, filter),
        by("source", jdbc, filter),
        by("service", jdbc, filter),
        by("(rejected_at at time zone 'UTC')::date::text", jdbc, filter));
  }

  private static Map<String, Long> by(String key, JdbcClient jdbc, RejectionFilter filter) {
    Conditions where = Conditions.of(filter);
    Map<String, Long> counts = new TreeMap<>();
    jdbc.sql(
            "select "
                + key
                + " as key, count(*) as n from rejected_event"
                + where.sql()
                + " group by 1")
        .params(where.arguments())
        .query(
            row -> {
              counts.put(row.getString("key"), row.getLong("n"));
            });
    return counts;
  }
}
