package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.journey.Candidate;
import io.tierwise.campaign.journey.Intake;
import io.tierwise.campaign.journey.Intake.Interest;
import io.tierwise.campaign.journey.Intake.Kind;
import io.tierwise.campaign.journey.Intake.Purchase;
import io.tierwise.campaign.journey.ItemChange;
import io.tierwise.campaign.journey.JourneyBook.Entry;
import io.tierwise.campaign.journey.SeenEvent;
import io.tierwise.campaign.journey.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What journeys keep of events: those they ask for, interest in items, purchases. */
final class JourneyEventRows {
  private final JdbcClient jdbc;

  JourneyEventRows(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  /** In the caller's transaction, under the lock of persons. */
  void keep(Intake intake) {
    keepEvents(intake.events());
    keepInterests(intake.interests());
    keepPurchases(intake.purchases());
  }

  private void keepEvents(List<SeenEvent> unordered) {
    if (unordered.isEmpty()) {
      return;
    }
    List<SeenEvent> rows =
        unordered.stream()
            .sorted(Comparator.comparing(SeenEvent::userId).thenComparing(SeenEvent::messageId))
            .toList();
    jdbc.sql(
            """
            insert into journey_event
              (user_id, came_as, message_id, name, occurred_at, properties)
            select coalesce(i.user_id, b.came_as), b.came_as, message_id, name,
                   occurred_at::timestamptz, properties::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as b (came_as, message_id, name, occurred_at, properties)
            left join member_identity i on i.alias_id = b.came_as
            on conflict do nothing
            """)
        .param(column(rows, SeenEvent::userId))
        .param(column(rows, SeenEvent::messageId))
        .param(column(rows, SeenEvent::name))
        .param(column(rows, SeenEvent::occurredAt))
        .param(column(rows, e -> StoredJson.write(e.properties())))
        .update();
  }

  /** One row of the batch for each user and item: a statement cannot change a row twice. */
  private record Seen(
      String userId,
      String itemId,
      @Nullable Instant viewed,
      @Nullable Instant carted,
      @Nullable Instant bought) {
    static Seen of(Interest i) {
      return new Seen(
          i.userId(),
          i.itemId(),
          i.kind() == Kind.VIEWED ? i.at() : null,
          i.kind() == Kind.CARTED ? i.at() : null,
          i.kind() == Kind.BOUGHT ? i.at() : null);
    }

    Seen with(Seen o) {
      return new Seen(
          userId,
          itemId,
          later(viewed, o.viewed),
          later(carted, o.carted),
          later(bought, o.bought));
    }

    private static @Nullable Instant later(@Nullable Instant a, @Nullable Instant b) {
      return a == null || (b != null && b.isAfter(a)) ? b : a;
    }
  }

  private void keepInterests(List<Interest> interests) {
    if (interests.isEmpty()) {
      return;
    }
    Map<List<String>, Seen> one = new LinkedHashMap<>();
    interests.forEach(i -> one.merge(List.of(i.userId(), i.itemId()), Seen.of(i), Seen::with));
    List<Seen> rows =
        one.values().stream()
            .sorted(Comparator.comparing(Seen::userId).thenComparing(Seen::itemId))
            .toList();
    jdbc.sql(
            """
            insert into journey_interest as k
              (user_id, came_as, item_id, viewed_at, carted_at, bought_at)
            select coalesce(i.user_id, b.came_as), b.came_as, item_id, viewed_at::timestamptz,
                   carted_at::timestamptz, bought_at::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as b (came_as, item_id, viewed_at, carted_at, bought_at)
            left join member_identity i on i.alias_id = b.came_as
            on conflict (came_as, item_id) do update set
              viewed_at = greatest(k.viewed_at, excluded.viewed_at),
              carted_at = greatest(k.carted_at, excluded.carted_at),
              bought_at = greatest(k.bought_at, excluded.bought_at)
            """)
        .param(column(rows, Seen::userId))
        .param(column(rows, Seen::itemId))
        .param(column(rows, Seen::viewed))
        .param(column(rows, Seen::carted))
        .param(column(rows, Seen::bought))
        .update();
  }

  private void keepPurchases(List<Purchase> unordered) {
    if (unordered.isEmpty()) {
      return;
    }
    List<Purchase> rows =
        unordered.stream()
            .sorted(
                Comparator.comparing(Purchase::userId)
                    .thenComparing(Purchase::itemId)
                    .thenComparing(Purchase::orderId))
            .toList();
    jdbc.sql(
            """
            insert into journey_purchase (user_id, came_as, item_id, order_id, occurred_at)
            select coalesce(i.user_id, b.came_as), b.came_as, item_id, order_id,
                   occurred_at::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[])
              as b (came_as, item_id, order_id, occurred_at)
            left join member_identity i on i.alias_id = b.came_as
            on conflict do nothing
            """)
        .param(column(rows, Purchase::userId))
        .param(column(rows, Purchase::itemId))
        .param(column(rows, Purchase::orderId))
        .param(column(rows, Purchase::at))
        .update();
  }

  Map<String, List<SeenEvent>> since(Collection<String> userIds, Instant since) {
    Map<String, List<SeenEvent>> events = new HashMap<>();
    jdbc.sql(
            """
            select user_id, message_id, name, occurred_at, properties from journey_event
            where user_id = any(?) and occurred_at >= ? order by user_id, occurred_at, message_id
            """)
        .params(userIds.stream().sorted().toArray(String[]::new), Rows.time(since))
        .query(
            row -> {
              SeenEvent event =
                  new SeenEvent(
                      row.getString("user_id"),
                      row.getString("message_id"),
                      row.getString("name"),
                      Rows.instant(row, "occurred_at"),
                      StoredJson.readLists(row.getString("properties")));
              events.computeIfAbsent(event.userId(), _ -> new ArrayList<>()).add(event);
            });
    return events;
  }

  Map<String, Duration> usualIntervals(Collection<String> itemIds, int enough) {
    Map<String, Duration> usual = new HashMap<>();
    jdbc.sql(
            """
            select item_id, percentile_cont(0.5) within group (order by days) as days from (
              select item_id, extract(epoch from occurred_at - lag(occurred_at) over (
                       partition by item_id, user_id order by occurred_at)) / 86400 as days
              from journey_purchase where item_id = any(?)) gap
            where days >= 1 group by item_id having count(*) >= ?
            """)
        .params(itemIds.stream().sorted().toArray(String[]::new), enough)
        .query(
            row -> {
              usual.put(
                  row.getString("item_id"),
                  Duration.ofSeconds(Math.round(row.getDouble("days") * 86_400)));
            });
    return usual;
  }

  /** Who saw or carted the item lately and did not buy it since. */
  List<Candidate> interested(Entry journey, ItemChange change, Instant now) {
    Trigger.Interest interest =
        switch (journey.plan().trigger()) {
          case Trigger.PriceDrop drop -> drop.interest();
          case Trigger.BackInStock back -> back.interest();
          default -> throw new IllegalArgumentException(journey.plan().trigger().toString());
        };
    return jdbc
        .sql(
            """
            select user_id from (
              select user_id, greatest(case when ? then max(viewed_at) end,
                                       case when ? then max(carted_at) end) as seen_at,
                     max(bought_at) as bought_at
              from journey_interest where item_id = ? group by user_id) k
            where seen_at > ? and seen_at <= ? and (bought_at is null or bought_at < seen_at)
            order by user_id
            """)
        .params(
            interest.viewed(),
            interest.carted(),
            change.itemId(),
            Rows.time(change.at().minus(interest.lasts())),
            Rows.time(change.at()))
        .query(String.class)
        .list()
        .stream()
        .map(
            user ->
                new Candidate(
                    journey.id(),
                    journey.version(),
                    user,
                    "",
                    change.itemId() + "@" + change.at(),
                    change.at(),
                    now,
                    false,
                    change.context()))
        .toList();
  }

  int forget(Instant before) {
    int events =
        jdbc.sql("delete from journey_event where occurred_at < ?")
            .param(Rows.time(before))
            .update();
    int interests =
        jdbc.sql(
                "delete from journey_interest"
                    + " where greatest(viewed_at, carted_at, bought_at) < ?")
            .param(Rows.time(before))
            .update();
    return events + interests;
  }
}
