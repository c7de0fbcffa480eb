package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.analysis.Period;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A period in two: the whole days whose visits are up to date, and the rest, for which the facts
 * are read themselves. Together they are every event of the period once.
 *
 * @param visits a condition on ledger_visit
 * @param facts a condition on ledger_fact
 * @param visitCount of those days
 * @param factCount of the rest, or somewhat more; 0 where nobody counted
 */
record VisitDays(String visits, String facts, long visitCount, long factCount) {
  private static final String UP_TO_DATE =
      """
      select v.day, v.events, v.visits from visit_day v
      where v.day >= :first::date and v.day < :end::date and v.gap = :gap
        and v.events = (select sum(t.events) from quality_tally t where t.day = v.day)
      order by v.day
      """;
  private static final String EVENTS =
      """
      select coalesce(sum(events), 0) from quality_tally
      where day >= (:from::timestamptz at time zone 'UTC')::date
        and day <= (:to::timestamptz at time zone 'UTC')::date
      """;

  private record Day(LocalDate date, long events, long visits) {}

  /** Within a transaction that sees one moment. */
  static VisitDays of(JdbcClient client, Period period, Duration gap) {
    Instant from = period.from().truncatedTo(ChronoUnit.DAYS);
    LocalDate first = day(from.equals(period.from()) ? from : from.plus(1, ChronoUnit.DAYS));
    List<Day> days =
        client
            .sql(UP_TO_DATE)
            .param("first", first.toString())
            .param("end", day(period.to()).toString())
            .param("gap", JdbcVisits.seconds(gap))
            .query(
                (row, number) ->
                    new Day(
                        row.getObject("day", LocalDate.class),
                        row.getLong("events"),
                        row.getLong("visits")))
            .list();
    long events =
        client
            .sql(EVENTS)
            .param("from", period.from().toString())
            .param("to", period.to().toString())
            .query(Long.class)
            .single();
    List<String> visits = new ArrayList<>();
    List<String> facts = new ArrayList<>();
    Instant rest = period.from();
    for (int i = 0; i < days.size(); ) {
      LocalDate start = days.get(i).date;
      LocalDate end = start;
      for (; i < days.size() && days.get(i).date.equals(end); i++) {
        end = end.plusDays(1);
      }
      visits.add("day >= date '%s' and day < date '%s'".formatted(start, end));
      add(facts, rest, start(start));
      rest = start(end);
    }
    add(facts, rest, period.to());
    return new VisitDays(
        anyOf(visits),
        anyOf(facts),
        days.stream().mapToLong(Day::visits).sum(),
        events - days.stream().mapToLong(Day::events).sum());
  }

  /** All facts of the period, for questions that visits cannot answer. */
  static VisitDays none(Period period) {
    List<String> facts = new ArrayList<>();
    add(facts, period.from(), period.to());
    return new VisitDays(anyOf(List.of()), anyOf(facts), 0, 0);
  }

  private static void add(List<String> facts, Instant from, Instant to) {
    if (from.isBefore(to)) {
      facts.add(
          "occurred_at >= timestamptz '%s' and occurred_at < timestamptz '%s'".formatted(from, to));
    }
  }

  private static String anyOf(List<String> conditions) {
    return conditions.isEmpty() ? "false" : "((" + String.join(") or (", conditions) + "))";
  }

  private static LocalDate day(Instant time) {
    return time.atOffset(ZoneOffset.UTC).toLocalDate();
  }

  private static Instant start(LocalDate day) {
    return day.atStartOfDay().toInstant(ZoneOffset.UTC);
  }
}
