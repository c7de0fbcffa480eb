package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.activity.Activities;
import io.tierwise.segmentation.activity.Deed;
import io.tierwise.segmentation.activity.OrderFact;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Activity as a row for each user, event and day; a poll is one statement. */
public final class JdbcActivities implements Activities {
  private static final String ADD =
      """
      with incoming as (
        select u, e, date '1970-01-01' + d as day, n, k::bigint[] as k, i::bigint[] as i,
          c::bigint[] as c
        from unnest(?::text[], ?::text[], ?::int[], ?::int[], ?::text[], ?::text[], ?::text[])
          as r (u, e, d, n, k, i, c)
      ), touching as (
        insert into touched (user_key)
        select distinct u from incoming where exists (select from audience where behavioural)
      )
      insert into activity (user_key, event, day, events, keys, items, categories)
      select u, e, day, n, k, i, c from incoming
      on conflict (user_key, event, day) do update set (events, keys, items, categories) = (
        select activity.events + count(distinct k), activity.keys || array_agg(k),
          activity.items || array_agg(i), activity.categories || array_agg(c)
        from unnest(excluded.keys, excluded.items, excluded.categories) as n (k, i, c)
        where k <> all (activity.keys))
      where not excluded.keys <@ activity.keys and activity.events < ?
      """;

  private static final Comparator<OrderFact> BY_KEY =
      Comparator.comparing(OrderFact::userKey)
          .thenComparing(OrderFact::orderId)
          .thenComparing(OrderFact::messageId);

  private final JdbcClient jdbc;

  public JdbcActivities(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Row(String user, String event, int day) implements Comparable<Row> {
    private static final Comparator<Row> ORDER =
        Comparator.comparing(Row::user).thenComparing(Row::event).thenComparing(Row::day);

    @Override
    public int compareTo(Row other) {
      return ORDER.compare(this, other);
    }
  }

  /** What a poll brings for one row. */
  private static final class Cells {
    private final Set<Long> known = new HashSet<>();
    private final StringBuilder keys = new StringBuilder("{");
    private final StringBuilder items = new StringBuilder("{");
    private final StringBuilder categories = new StringBuilder("{");
    private int events;
    private long last;

    /** Deeds of one event come together; the same event again does not count. */
    void add(Deed deed) {
      boolean sameEvent = events > 0 && last == deed.key();
      if (!sameEvent) {
        if (events == MOST_A_DAY || !known.add(deed.key())) {
          return;
        }
        events++;
        last = deed.key();
      }
      String comma = keys.length() == 1 ? "" : ",";
      keys.append(comma).append(deed.key());
      items.append(comma).append(deed.item());
      categories.append(comma).append(deed.category());
    }
  }

  @Override
  public void add(List<Deed> deeds) {
    if (deeds.isEmpty()) {
      return;
    }
    // Always in the same order, so that two polls that touch the same rows cannot deadlock.
    Map<Row, Cells> rows = new TreeMap<>();
    for (Deed deed : deeds) {
      rows.computeIfAbsent(new Row(deed.userKey(), deed.event(), deed.day()), _ -> new Cells())
          .add(deed);
    }
    List<Map.Entry<Row, Cells>> sorted = new ArrayList<>(rows.entrySet());
    jdbc.sql(ADD)
        .params(
            Arrays.asList(
                Columns.texts(sorted, row -> row.getKey().user()),
                Columns.texts(sorted, row -> row.getKey().event()),
                Columns.texts(sorted, row -> row.getKey().day()),
                Columns.texts(sorted, row -> row.getValue().events),
                Columns.texts(sorted, row -> row.getValue().keys + "}"),
                Columns.texts(sorted, row -> row.getValue().items + "}"),
                Columns.texts(sorted, row -> row.getValue().categories + "}"),
                MOST_A_DAY))
        .update();
  }

  @Override
  public void addOrders(List<OrderFact> facts) {
    if (facts.isEmpty()) {
      return;
    }
    List<OrderFact> sorted = facts.stream().sorted(BY_KEY).toList();
    jdbc.sql(
            """
            with new as (
              insert into order_fact (user_key, order_id, message_id, kind, amount, parts,
                occurred_at)
              select * from unnest(?::text[], ?::text[], ?::text[], ?::smallint[], ?::numeric[],
                ?::jsonb[], ?::timestamptz[])
              on conflict do nothing returning user_key
            )
            insert into touched (user_key) select distinct user_key from new
            """)
        .params(
            Arrays.asList(
                Columns.texts(sorted, OrderFact::userKey),
                Columns.texts(sorted, OrderFact::orderId),
                Columns.texts(sorted, OrderFact::messageId),
                Columns.texts(sorted, fact -> fact.kind().code()),
                Columns.texts(sorted, OrderFact::amount),
                Columns.texts(sorted, JdbcActivities::parts),
                Columns.texts(sorted, OrderFact::occurredAt)))
        .update();
  }

  private static @Nullable String parts(OrderFact fact) {
    return fact.parts().isEmpty() ? null : StoredJson.write(fact.parts());
  }

  @Override
  public int forget(LocalDate before, int limit) {
    return jdbc.sql(
            """
            delete from activity where ctid = any(array(
              select ctid from activity where day < ? limit ?))
            """)
        .params(before, limit)
        .update();
  }
}
