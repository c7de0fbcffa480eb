package io.tierwise.benchmarks.profile;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.BehaviorEvent.EventContext;
import io.tierwise.contracts.ingest.EventNames;
import io.tierwise.contracts.profile.ProfileFeatures;
import java.math.BigDecimal;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.ParameterizedPreparedStatementSetter;

/** The tables of the peer that uses JdbcTemplate. */
final class JdbcPeerRows {
  private static final String LEDGER =
      """
      insert into jdbc_ledger (user_key, message_id, occurred_at, received_at, event, payload)
      values (?, ?, ?, ?, ?, ?)
      """;
  private static final String FACT =
      """
      insert into jdbc_fact (user_key, session_id, occurred_at, event, category, country, channel)
      values (?, ?, ?, ?, ?, ?, ?)
      """;
  private static final String PROFILE =
      """
      insert into jdbc_profile as p
        (user_key, version, events, orders, gross_revenue, first_seen_at, last_seen_at)
      values (?, 1, ?, ?, ?, ?, ?)
      on conflict (user_key) do update set version = p.version + 1,
        events = p.events + excluded.events, orders = p.orders + excluded.orders,
        gross_revenue = p.gross_revenue + excluded.gross_revenue,
        first_seen_at = least(p.first_seen_at, excluded.first_seen_at),
        last_seen_at = greatest(p.last_seen_at, excluded.last_seen_at)
      """;
  private static final String NUMBER =
      """
      insert into jdbc_number as n (user_key, kind, label, amount) values (?, ?, ?, ?)
      on conflict (user_key, kind, label) do update set amount = n.amount + excluded.amount
      """;
  private static final String ORDER =
      """
      insert into jdbc_order as o (user_key, order_id, completed_at, revenue) values (?, ?, ?, ?)
      on conflict (user_key, order_id) do update set
        completed_at = least(o.completed_at, excluded.completed_at), revenue = excluded.revenue
      """;
  private static final String EXTEND_SESSION =
      """
      update jdbc_session set first_at = least(first_at, ?), last_at = greatest(last_at, ?)
      where user_key = ? and first_at <= ? and last_at >= ?
      """;
  private static final String SESSION =
      "insert into jdbc_session (user_key, first_at, last_at) values (?, ?, ?)";

  private final JdbcTemplate jdbc;

  JdbcPeerRows(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  void ledger(List<BehaviorEvent> events, List<byte[]> payloads) {
    List<Integer> places = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      places.add(i);
    }
    batch(
        LEDGER,
        places,
        (statement, place) -> {
          BehaviorEvent event = events.get(place);
          statement.setString(1, event.userKey());
          statement.setString(2, event.messageId());
          statement.setTimestamp(3, Timestamp.from(event.occurredAt()));
          statement.setTimestamp(4, Timestamp.from(event.receivedAt()));
          statement.setString(5, PeerNumber.nameOf(event));
          statement.setBytes(6, payloads.get(place));
        });
  }

  void facts(List<BehaviorEvent> events) {
    batch(
        FACT,
        events,
        (statement, event) -> {
          EventContext context = event.context();
          statement.setString(1, event.userKey());
          statement.setString(2, event.sessionId());
          statement.setTimestamp(3, Timestamp.from(event.occurredAt()));
          statement.setString(4, PeerNumber.nameOf(event));
          statement.setString(5, category(event));
          statement.setString(6, context == null ? null : context.country());
          statement.setString(7, context == null ? null : context.channel());
        });
  }

  static @Nullable String category(BehaviorEvent event) {
    return event.products().isEmpty() || event.products().getFirst().categoryPath().isEmpty()
        ? null
        : event.products().getFirst().categoryPath().getFirst();
  }

  void profiles(List<BehaviorEvent> events) {
    Map<String, PeerProfile> added = new TreeMap<>();
    events.forEach(event -> added.merge(event.userKey(), PeerProfile.of(event), PeerProfile::and));
    batch(
        PROFILE,
        added.entrySet(),
        (statement, entry) -> {
          PeerProfile profile = entry.getValue();
          statement.setString(1, entry.getKey());
          statement.setLong(2, profile.events());
          statement.setLong(3, profile.orders());
          statement.setBigDecimal(4, profile.grossRevenue());
          statement.setTimestamp(5, Timestamp.from(profile.firstSeenAt()));
          statement.setTimestamp(6, Timestamp.from(profile.lastSeenAt()));
        });
  }

  void numbers(List<BehaviorEvent> events) {
    List<PeerNumber> numbers = new ArrayList<>();
    events.forEach(event -> numbers.addAll(PeerNumber.of(event)));
    batch(
        NUMBER,
        byRow(numbers, PeerNumber::key, PeerNumber::and),
        (statement, number) -> {
          statement.setString(1, number.user());
          statement.setString(2, number.kind());
          statement.setString(3, number.label());
          statement.setDouble(4, number.amount());
        });
  }

  void orders(List<BehaviorEvent> events) {
    List<BehaviorEvent> orders =
        events.stream()
            .filter(event -> event.is(EventNames.ORDER_COMPLETED) && event.order() != null)
            .toList();
    batch(
        ORDER,
        byRow(orders, event -> List.of(event.userKey(), orderOf(event)), (a, b) -> b),
        (statement, event) -> {
          statement.setString(1, event.userKey());
          statement.setString(2, orderOf(event));
          statement.setTimestamp(3, Timestamp.from(event.occurredAt()));
          statement.setBigDecimal(4, PeerProfile.revenue(event));
        });
  }

  static String orderOf(BehaviorEvent event) {
    return event.order() == null ? "" : event.order().orderId();
  }

  /** Extends the sessions that there are, and makes those that are new. */
  void sessions(List<BehaviorEvent> events) {
    List<PeerSession> sessions = PeerSession.of(events);
    List<Object[]> near =
        sessions.stream()
            .map(
                session ->
                    new Object[] {
                      Timestamp.from(session.first()),
                      Timestamp.from(session.last()),
                      session.user(),
                      Timestamp.from(session.last().plus(PeerSession.GAP)),
                      Timestamp.from(session.first().minus(PeerSession.GAP))
                    })
            .toList();
    int[] extended = jdbc.batchUpdate(EXTEND_SESSION, near);
    List<PeerSession> added = new ArrayList<>();
    for (int i = 0; i < extended.length; i++) {
      if (extended[i] == 0) {
        added.add(sessions.get(i));
      }
    }
    batch(
        SESSION,
        added,
        (statement, session) -> {
          statement.setString(1, session.user());
          statement.setTimestamp(2, Timestamp.from(session.first()));
          statement.setTimestamp(3, Timestamp.from(session.last()));
        });
  }

  /** What is to be published of these users now. */
  List<ProfileFeatures> features(Collection<String> users) {
    String[] keys = users.toArray(String[]::new);
    Map<String, Map<String, Map<String, Double>>> numbers = new HashMap<>();
    jdbc.query(
        "select user_key, kind, label, amount from jdbc_number where user_key = any(?)",
        row -> {
          numbers
              .computeIfAbsent(row.getString(1), user -> new HashMap<>())
              .computeIfAbsent(row.getString(2), kind -> new HashMap<>())
              .put(row.getString(3), row.getDouble(4));
        },
        (Object) keys);
    return jdbc.query(
        "select user_key, events, orders, gross_revenue, first_seen_at, last_seen_at"
            + " from jdbc_profile where user_key = any(?)",
        (row, number) -> {
          String user = row.getString(1);
          BigDecimal revenue = row.getBigDecimal(4);
          Instant first = row.getTimestamp(5).toInstant();
          Instant last = row.getTimestamp(6).toInstant();
          return PeerFeatures.of(
              user,
              new PeerProfile(row.getLong(2), row.getLong(3), revenue, first, last),
              numbers.getOrDefault(user, Map.of()));
        },
        (Object) keys);
  }

  private static <T> Collection<T> byRow(
      List<T> all, Function<T, List<String>> key, BinaryOperator<T> sum) {
    Map<List<String>, T> rows = new LinkedHashMap<>();
    all.forEach(each -> rows.merge(key.apply(each), each, sum));
    return rows.values();
  }

  private <T> void batch(
      String statement, Collection<T> rows, ParameterizedPreparedStatementSetter<T> setter) {
    if (!rows.isEmpty()) {
      jdbc.batchUpdate(statement, rows, JdbcPeer.POLL, setter);
    }
  }
}
