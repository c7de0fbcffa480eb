package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.adapter.postgres.JdbcOrders.OrderRecord;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.history.Baseline;
import io.tierwise.profile.history.Baselines;
import io.tierwise.profile.session.SessionSpan;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Baselines in the form that profiles and orders have in their rows. */
final class JdbcBaselines implements Baselines {
  private static final String SAVE =
      """
      insert into ledger_baseline (user_key, events, formula, first_seen_at, last_seen_at, state,
        sessions, orders)
      select * from unnest(?::text[], ?::bigint[], ?::text[], ?::timestamptz[], ?::timestamptz[],
        ?::bytea[], ?::bytea[], ?::bytea[])
      on conflict (user_key) do update set events = excluded.events, formula = excluded.formula,
        first_seen_at = excluded.first_seen_at, last_seen_at = excluded.last_seen_at,
        state = excluded.state, sessions = excluded.sessions, orders = excluded.orders
      """;

  private final JdbcTemplate jdbc;
  private final ProfileStateFormat format = new ProfileStateFormat();

  JdbcBaselines(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<Baseline> of(Collection<String> userKeys) {
    return jdbc.query(
        "select * from ledger_baseline where user_key = any(?)",
        (row, number) ->
            new Baseline(
                row.getString("user_key"),
                row.getString("formula"),
                state(row),
                List.of(StateMapper.read(row.getBytes("sessions"), Span[].class)).stream()
                    .map(Span::toSession)
                    .toList(),
                List.of(StateMapper.read(row.getBytes("orders"), OrderRecord[].class)).stream()
                    .map(OrderRecord::toOrder)
                    .toList()),
        (Object) Columns.text(userKeys));
  }

  /** Another format would read as nothing, and what it held would be lost with the next save. */
  private ProfileState state(ResultSet row) throws SQLException {
    ProfileState state =
        format.read(
            row.getBytes("state"),
            Columns.instant(row, "first_seen_at"),
            Columns.instant(row, "last_seen_at"));
    if (state.snapshot().events() != row.getLong("events")) {
      throw new IllegalStateException(
          "the baseline of '%s' cannot be read".formatted(row.getString("user_key")));
    }
    return state;
  }

  @Override
  public void save(Collection<Baseline> baselines) {
    List<Kept> rows = baselines.stream().map(b -> new Kept(b, b.state().snapshot())).toList();
    jdbc.update(
        SAVE,
        Columns.text(rows, row -> row.of().userKey()),
        Columns.numbers(rows, row -> row.state().events()),
        Columns.text(rows, row -> row.of().formula()),
        Columns.text(rows, row -> row.state().firstSeenAt()),
        Columns.text(rows, row -> row.state().lastSeenAt()),
        Columns.bytes(rows, row -> format.write(row.state())),
        Columns.bytes(
            rows, row -> StateMapper.write(row.of().sessions().stream().map(Span::of).toList())),
        Columns.bytes(
            rows,
            row -> StateMapper.write(row.of().orders().stream().map(OrderRecord::of).toList())));
  }

  /** A session; without id where pauses bound it. */
  record Span(@Nullable String id, Instant first, Instant last) {
    static Span of(SessionSpan span) {
      return new Span(span.sessionId(), span.first(), span.last());
    }

    SessionSpan toSession() {
      return new SessionSpan(id == null ? "" : id, first, last);
    }
  }

  private record Kept(Baseline of, ProfileState.Snapshot state) {}
}
