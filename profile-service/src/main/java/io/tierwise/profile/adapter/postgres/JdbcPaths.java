package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.adapter.postgres.FactLabels.Kind;
import io.tierwise.profile.analysis.PathQuestion;
import io.tierwise.profile.analysis.Paths;
import io.tierwise.profile.analysis.Paths.Path;
import io.tierwise.profile.analysis.Paths.Transition;
import io.tierwise.profile.analysis.Period;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Paths in SQL. They need all events in order, which costs far more than counting; beyond half a
 * million events a share of the users is looked at, the same users each time.
 */
final class JdbcPaths {
  private static final long ENOUGH_EVENTS = 500_000;
  private static final int SHARES = 1024;
  private static final Comparator<Transition> FREQUENT_TRANSITIONS =
      Comparator.comparingLong(Transition::count)
          .reversed()
          .thenComparing(Transition::event)
          .thenComparing(t -> Objects.requireNonNullElse(t.next(), ""));
  private static final Comparator<Path> FREQUENT_PATHS =
      Comparator.comparingLong(Path::count)
          .reversed()
          .thenComparing(path -> String.join("\n", path.events()));

  private final AnalysisQueries queries;
  private final JdbcTags tags;
  private final Duration gap;

  JdbcPaths(AnalysisQueries queries, JdbcTags tags, Duration gap) {
    this.queries = queries;
    this.tags = tags;
    this.gap = gap;
  }

  Paths answer(PathQuestion question) {
    return queries.ask(
        client -> {
          Map<Short, String> labels = labels(client);
          int sample = question.exact() ? SHARES : sample(client, question.period());
          AudienceSql audience = new AudienceSql(question.audience(), tags);
          Rows rows = new Rows(labels);
          client
              .sql(PathSql.of(question, sample < SHARES, audience))
              .params(audience.parameters())
              .param("from", question.period().from().toString())
              .param("to", question.period().to().toString())
              .param("gap", gap.toMillis() / 1_000.0)
              .param("sample", sample)
              .param("start", AnalysisQueries.code(client, Kind.EVENT, question.start()))
              .query(rows::add);
          rows.transitions.sort(FREQUENT_TRANSITIONS);
          rows.paths.sort(FREQUENT_PATHS);
          return new Paths(
              (double) sample / SHARES,
              rows.sessions,
              rows.transitions,
              rows.paths.stream().limit(question.top()).toList());
        });
  }

  private static int sample(JdbcClient client, Period period) {
    long events =
        client
            .sql(
                """
                select coalesce(sum(events), 0) from quality_tally
                where day >= (:from::timestamptz at time zone 'UTC')::date
                  and day <= (:to::timestamptz at time zone 'UTC')::date
                """)
            .param("from", period.from().toString())
            .param("to", period.to().toString())
            .query(Long.class)
            .single();
    return events <= ENOUGH_EVENTS ? SHARES : (int) Math.max(1, SHARES * ENOUGH_EVENTS / events);
  }

  private static Map<Short, String> labels(JdbcClient client) {
    Map<Short, String> labels = new HashMap<>();
    client
        .sql("select code, label from fact_label where kind = ?")
        .param(Kind.EVENT.number())
        .query(
            row -> {
              labels.put(row.getShort("code"), row.getString("label"));
            });
    return labels;
  }

  private static final class Rows {
    private final Map<Short, String> labels;
    private final List<Transition> transitions = new ArrayList<>();
    private final List<Path> paths = new ArrayList<>();
    private long sessions;

    Rows(Map<Short, String> labels) {
      this.labels = labels;
    }

    void add(ResultSet row) throws SQLException {
      long count = row.getLong("n");
      if (row.getBoolean("transition")) {
        String event = label(labels, row.getShort("event"));
        short code = row.getShort("next");
        String next = row.wasNull() ? null : label(labels, code);
        transitions.add(new Transition(event, next, count));
        sessions += row.getLong("sessions");
        return;
      }
      Array path = row.getArray("path");
      if (path != null) {
        List<String> events = new ArrayList<>();
        for (@Nullable Short code : (Short[]) path.getArray()) {
          if (code != null) {
            events.add(label(labels, code));
          }
        }
        paths.add(new Path(events, count));
      }
    }

    private static String label(Map<Short, String> labels, short code) {
      return labels.getOrDefault(code, "(other)");
    }
  }
}
