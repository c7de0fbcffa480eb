package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.adapter.postgres.FactLabels.Kind;
import io.tierwise.profile.event.Action;
import io.tierwise.profile.event.OrderDetails;
import io.tierwise.profile.event.Product;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.history.LedgerEntry;
import io.tierwise.profile.identity.AnonymousKeys;
import io.tierwise.profile.quality.Suspicion;
import io.tierwise.profile.quality.TrafficRules;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Writes beside the ledger what analysis reads of it. */
final class JdbcFacts {
  private static final long SECONDS_OF_A_DAY = 86_400;
  private static final int ROW_BYTES = 64;
  private static final Duration LATE = Duration.ofDays(1);
  private static final String COPY =
      "copy ledger_fact (user_id, session_id, occurred_at, event, category, country, channel,"
          + " more_categories) from stdin (format binary)";

  /** Rows of the ledger by name, and by day what the quality report tells of them. */
  private static final String TALLY =
      """
      with names as (
        insert into event_tally (shard, event, n)
        select pg_backend_pid() % 64, t.event, t.n
        from unnest(?::text[], ?::bigint[]) as t (event, n) order by t.event collate "C"
        on conflict (shard, event) do update set n = event_tally.n + excluded.n
      )
      insert into quality_tally (day, shard, events, late, anonymous, product_events, without_price,
        without_category, completions, without_revenue, unknown_items)
      select d, pg_backend_pid() % 64, e, l, a, p, wp, wc, c, wr, u
      from unnest(?::date[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[],
        ?::bigint[], ?::bigint[], ?::bigint[], ?::bigint[])
        as t (d, e, l, a, p, wp, wc, c, wr, u) order by d
      on conflict (day, shard) do update set events = quality_tally.events + excluded.events,
        late = quality_tally.late + excluded.late,
        anonymous = quality_tally.anonymous + excluded.anonymous,
        product_events = quality_tally.product_events + excluded.product_events,
        without_price = quality_tally.without_price + excluded.without_price,
        without_category = quality_tally.without_category + excluded.without_category,
        completions = quality_tally.completions + excluded.completions,
        without_revenue = quality_tally.without_revenue + excluded.without_revenue,
        unknown_items = quality_tally.unknown_items + excluded.unknown_items
      """;

  private static final String SUSPECT =
      """
      insert into suspect (user_key, user_id, kind, rule, detail, day, flagged_at)
      select k, digest64(k), n, r, t, d, ?::timestamptz
      from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::date[]) as s (k, n, r, t, d)
      where not exists (select from suspect_clearance c where c.user_key = k)
      order by k collate "C", r
      on conflict (user_key, rule) do update set day = excluded.day where suspect.day > excluded.day
      """;

  private final JdbcTemplate jdbc;
  private final FactLabels labels;
  private final TrafficRules rules;
  private final JdbcItemCatalogue catalogue;
  private final Clock clock;

  JdbcFacts(
      JdbcTemplate jdbc,
      FactLabels labels,
      TrafficRules rules,
      JdbcItemCatalogue catalogue,
      Clock clock) {
    this.jdbc = jdbc;
    this.labels = labels;
    this.rules = rules;
    this.catalogue = catalogue;
    this.clock = clock;
  }

  void prepare(Collection<LedgerEntry> entries) {
    Map<Kind, Set<String>> texts = new EnumMap<>(Kind.class);
    for (LedgerEntry entry : entries) {
      UserEvent event = entry.event();
      add(texts, Kind.EVENT, event.name());
      add(texts, Kind.COUNTRY, event.surroundings().country());
      add(texts, Kind.CHANNEL, event.surroundings().channel());
      event.products().forEach(product -> add(texts, Kind.CATEGORY, category(product)));
    }
    texts.forEach(labels::cover);
  }

  private void add(Map<Kind, Set<String>> texts, Kind kind, @Nullable String text) {
    if (text != null && !labels.knows(kind, text)) {
      texts.computeIfAbsent(kind, k -> new HashSet<>()).add(text);
    }
  }

  void append(List<LedgerEntry> entries) {
    BinaryCopy copy = new BinaryCopy(ROW_BYTES * entries.size());
    Digest64 digest = new Digest64();
    Map<String, Long> digests = new HashMap<>();
    Map<Long, Day> days = new TreeMap<>();
    Map<String, Long> names = new TreeMap<>();
    Map<List<String>, Flag> flags = new HashMap<>();
    for (LedgerEntry entry : entries) {
      UserEvent event = entry.event();
      copy.row(8).number(digests.computeIfAbsent(event.userKey(), digest::of));
      if (event.sessionId() == null) {
        copy.none();
      } else {
        copy.number(digests.computeIfAbsent(event.sessionId(), digest::of));
      }
      copy.time(event.occurredAt()).small(labels.code(Kind.EVENT, event.name()));
      List<Short> categories = categories(event.products());
      if (categories.isEmpty()) {
        copy.none();
      } else {
        copy.small(categories.getFirst());
      }
      label(copy, Kind.COUNTRY, event.surroundings().country());
      label(copy, Kind.CHANNEL, event.surroundings().channel());
      if (categories.size() > 1) {
        copy.smalls(categories.subList(1, categories.size()));
      } else {
        copy.none();
      }
      long day = Math.floorDiv(event.occurredAt().getEpochSecond(), SECONDS_OF_A_DAY);
      days.computeIfAbsent(day, d -> new Day()).add(event, namesUnknown(event, digest, digests));
      names.merge(event.name(), 1L, Long::sum);
      flag(event, day, flags);
    }
    copy.into(jdbc, COPY);
    jdbc.update(
        TALLY,
        Columns.text(names.keySet()),
        Columns.numbers(names.values(), count -> count),
        Columns.text(days.keySet(), LocalDate::ofEpochDay),
        Columns.numbers(days.values(), day -> day.events),
        Columns.numbers(days.values(), day -> day.late),
        Columns.numbers(days.values(), day -> day.anonymous),
        Columns.numbers(days.values(), day -> day.productEvents),
        Columns.numbers(days.values(), day -> day.withoutPrice),
        Columns.numbers(days.values(), day -> day.withoutCategory),
        Columns.numbers(days.values(), day -> day.completions),
        Columns.numbers(days.values(), day -> day.withoutRevenue),
        Columns.numbers(days.values(), day -> day.unknownItems));
    save(flags.values());
  }

  /** Whether the catalogue lacks one of the products; not where there is no catalogue. */
  private boolean namesUnknown(UserEvent event, Digest64 digest, Map<String, Long> digests) {
    if (catalogue.isEmpty()) {
      return false;
    }
    for (Product product : event.products()) {
      if (catalogue.lacks(digests.computeIfAbsent(product.itemId(), digest::of))) {
        return true;
      }
    }
    return false;
  }

  private void label(BinaryCopy copy, Kind kind, @Nullable String text) {
    if (text == null) {
      copy.none();
    } else {
      copy.small(labels.code(kind, text));
    }
  }

  /** Each once, the first product's first. */
  private List<Short> categories(List<Product> products) {
    List<Short> codes = new ArrayList<>(1);
    for (Product product : products) {
      String category = category(product);
      if (category != null) {
        short code = labels.code(Kind.CATEGORY, category);
        if (!codes.contains(code)) {
          codes.add(code);
        }
      }
    }
    return codes;
  }

  private static @Nullable String category(Product product) {
    return product.categoryPath().isEmpty() ? null : product.categoryPath().getFirst();
  }

  private void flag(UserEvent event, long day, Map<List<String>, Flag> flags) {
    Suspicion suspicion = rules.of(event);
    if (suspicion != null) {
      flags.merge(
          List.of(event.userKey(), suspicion.rule()),
          new Flag(event.userKey(), suspicion, day),
          (a, b) -> a.day > b.day ? b : a);
    }
  }

  private void save(Collection<Flag> flags) {
    if (!flags.isEmpty()) {
      jdbc.update(
          SUSPECT,
          clock.instant().toString(),
          Columns.text(flags, Flag::userKey),
          Columns.text(flags, flag -> JdbcQuality.text(flag.suspicion.kind())),
          Columns.text(flags, flag -> flag.suspicion.rule()),
          Columns.text(flags, flag -> flag.suspicion.detail()),
          Columns.text(flags, flag -> LocalDate.ofEpochDay(flag.day)));
    }
  }

  private record Flag(String userKey, Suspicion suspicion, long day) {}

  /** What a poll adds to a day. */
  private static final class Day {
    private long events;
    private long late;
    private long anonymous;
    private long productEvents;
    private long withoutPrice;
    private long withoutCategory;
    private long completions;
    private long withoutRevenue;
    private long unknownItems;

    void add(UserEvent event, boolean unknownItem) {
      events++;
      unknownItems += unknownItem ? 1 : 0;
      late += event.receivedAt().isAfter(event.occurredAt().plus(LATE)) ? 1 : 0;
      anonymous += AnonymousKeys.isAnonymous(event.userKey()) ? 1 : 0;
      addMissing(event);
    }

    private void addMissing(UserEvent event) {
      if (!event.products().isEmpty()) {
        boolean price = true;
        boolean category = true;
        for (Product product : event.products()) {
          price &= product.price() != null;
          category &= !product.categoryPath().isEmpty();
        }
        productEvents++;
        withoutPrice += price ? 0 : 1;
        withoutCategory += category ? 0 : 1;
      }
      if (event.action() == Action.ORDER_COMPLETED) {
        OrderDetails order = event.order();
        completions++;
        withoutRevenue += order == null || order.amount() == null ? 1 : 0;
      }
    }
  }
}
