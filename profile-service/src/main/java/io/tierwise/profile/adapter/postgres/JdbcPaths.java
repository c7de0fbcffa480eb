package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.adapter.postgres.FactLabels.Kind;
import io.tierwise.profile.analysis.PathQuestion;
import io.tierwise.profile.analysis.Paths;
import io.tierwise.profile.analysis.Paths.Path;
import io.tierwise.profile.analysis.Paths.Transition;
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
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Paths in SQL. They need all events in order, which costs far more than counting; beyond what
 * {@link #ENOUGH} says a share of the users is looked at, the same users each time.
 */
final class JdbcPaths {
  /** Visits; an event that is in none yet costs twice as much. */
  private static final long ENOUGH = 600_000;

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
          VisitDays days = VisitDays.of(client, question.period(), gap);
          int sample = question.exact() ? SHARES : sample(days);
          AudienceSql audience = new AudienceSql(question.audience(), tags);
          Rows rows = new Rows(labels);
          client
              .sql(PathSql.of(question, days, sample < SHARES, audience))
              .params(audience.parameters())
              .param("gap", JdbcVisits.seconds(gap))
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

  private static int sample(VisitDays days) {
    long rows = days.visitCount() + 2 * days.factCount();
    return rows <= ENOUGH ? SHARES : (int) Math.max(1, SHARES * ENOUGH / rows);
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
      Array path = row.getArray("path");
      if (path == null) {
        String event = label(labels, row.getShort("event"));
        short code = row.getShort("next");
        boolean ends = row.wasNull();
        transitions.add(new Transition(event, ends ? null : label(labels, code), count));
        sessions += ends ? count : 0;
      } else {
        List<String> events = new ArrayList<>();
        for (Short code : (Short[]) path.getArray()) {
          events.add(label(labels, code));
        }
        paths.add(new Path(events, count));
      }
    }

    private static String label(Map<Short, String> labels, short code) {
      return labels.getOrDefault(code, "(other)");
    }
  }
}
