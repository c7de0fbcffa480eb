package io.tierwise.profile.adapter.postgres;

import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Small numbers for the texts that many facts share. */
final class FactLabels {
  /** More of one kind share code 0, because clients may send any text. */
  static final int MOST = 5_000;

  private static final long LOCK = 0x7469_6572_0003L;
  private static final String ADD =
      """
      insert into fact_label (kind, code, label)
      select ?, n + top, label from (
        select label, row_number() over (order by label) as n,
          (select max(code) from fact_label where kind = ?) as top
        from unnest(?::text[]) as w (label)
        where not exists (select from fact_label l where l.kind = ? and l.label = w.label)) m
      where n + top <= ?
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final Map<Kind, Map<String, Short>> known = new EnumMap<>(Kind.class);

  FactLabels(JdbcTemplate jdbc, TransactionTemplate transaction) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    for (Kind kind : Kind.values()) {
      known.put(kind, new ConcurrentHashMap<>());
    }
  }

  /** With the numbers that the table knows them by. */
  enum Kind {
    EVENT(1),
    CATEGORY(2),
    COUNTRY(3),
    CHANNEL(4);

    private final short number;

    Kind(int number) {
      this.number = (short) number;
    }

    short number() {
      return number;
    }
  }

  /** Makes sure that {@link #code} knows them; before, and outside of, the transaction. */
  void cover(Kind kind, Collection<String> labels) {
    Map<String, Short> codes = codes(kind);
    Set<String> missing = new TreeSet<>(labels);
    missing.removeAll(codes.keySet());
    if (missing.isEmpty() || codes.size() > MOST) {
      return;
    }
    transaction.executeWithoutResult(
        status -> {
          jdbc.query("select pg_advisory_xact_lock(?)", row -> {}, LOCK);
          String[] texts = Columns.text(missing);
          jdbc.update(ADD, kind.number, kind.number, texts, kind.number, MOST);
        });
    Map<String, Short> all = new HashMap<>();
    jdbc.query(
        "select label, code from fact_label where kind = ?",
        row -> {
          all.put(row.getString("label"), row.getShort("code"));
        },
        kind.number);
    codes.putAll(all);
  }

  boolean knows(Kind kind, String label) {
    return codes(kind).containsKey(label);
  }

  short code(Kind kind, String label) {
    return codes(kind).getOrDefault(label, (short) 0);
  }

  private Map<String, Short> codes(Kind kind) {
    return known.getOrDefault(kind, Map.of());
  }
}
