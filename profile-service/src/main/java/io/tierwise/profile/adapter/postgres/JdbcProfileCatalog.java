package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.history.Profiles;
import io.tierwise.profile.history.StoredProfile;
import io.tierwise.profile.lookup.ProfileCatalog;
import io.tierwise.profile.lookup.ProfileCounts;
import io.tierwise.profile.lookup.ProfileFilter;
import io.tierwise.profile.lookup.TimelineEntry;
import io.tierwise.profile.lookup.TimelineFilter;
import io.tierwise.profile.lookup.TraitSource;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.ArgumentPreparedStatementSetter;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

/** Reads profiles and timelines. */
final class JdbcProfileCatalog implements ProfileCatalog {
  private static final String COUNTS =
      """
      select count(*) as profiles,
        count(*) filter (where identified) as identified,
        count(*) filter (where identified and orders > 0) as customers,
        coalesce(sum(orders) filter (where identified), 0) as orders,
        coalesce(sum(gross_revenue) filter (where identified), 0) as gross,
        coalesce(sum(refunds) filter (where identified), 0) as refunds,
        coalesce(sum(orders) filter (where not identified), 0) as anonymous_orders,
        coalesce(sum(gross_revenue) filter (where not identified), 0) as anonymous_gross,
        coalesce(sum(refunds) filter (where not identified), 0) as anonymous_refunds
      from profile where state is not null
      """;

  private static final String SOURCES =
      """
      select user_key, message_id, occurred_at, convert_from(payload, 'UTF8')::json ->> 'source'
        as source
      from event_ledger where user_key = any(?) and occurred_at = any(?::timestamptz[])
        and message_id = any(?) and event in ('identify', 'group')
      order by user_key
      """;

  private final JdbcTemplate jdbc;
  private final Profiles profiles;
  private final ProfileRows rows;
  private final JdbcTags tags;
  private final TransactionOperations scans;

  /**
   * @param scans transactions that may take long
   */
  JdbcProfileCatalog(
      JdbcTemplate jdbc,
      Profiles profiles,
      ProfileRows rows,
      JdbcTags tags,
      TransactionOperations scans) {
    this.jdbc = jdbc;
    this.profiles = profiles;
    this.rows = rows;
    this.tags = tags;
    this.scans = scans;
  }

  @Override
  public Optional<StoredProfile> resolve(String userKey) {
    return jdbc
        .query(
            rows.select()
                + " where user_key = (select coalesce(merged_into, user_key) from profile"
                + " where user_key = ?)",
            rows,
            userKey)
        .stream()
        .findFirst();
  }

  @Override
  public Map<String, List<String>> mergedKeys(Collection<String> roots) {
    return profiles.mergedInto(roots);
  }

  @Override
  public List<StoredProfile> list(ProfileFilter filter, @Nullable String afterKey, int limit) {
    Conditions where = conditions(filter);
    where.and("user_key > ?", afterKey);
    return jdbc.query(
        rows.select() + where.sql() + " order by user_key limit " + limit, rows, where.arguments());
  }

  @Override
  public void scan(ProfileFilter filter, int page, Consumer<List<StoredProfile>> sink) {
    Conditions where = conditions(filter);
    List<StoredProfile> read = new ArrayList<>(page);
    scans.executeWithoutResult(
        status -> {
          jdbc.query(
              connection -> {
                var statement = connection.prepareStatement(rows.select() + where.sql());
                statement.setFetchSize(page);
                new ArgumentPreparedStatementSetter(where.arguments()).setValues(statement);
                return statement;
              },
              row -> {
                read.add(rows.mapRow(row, 0));
                if (read.size() == page) {
                  sink.accept(List.copyOf(read));
                  read.clear();
                }
              });
          sink.accept(List.copyOf(read));
        });
  }

  private Conditions conditions(ProfileFilter filter) {
    Conditions where = new Conditions("state is not null");
    FilterSql.add(where, filter);
    tags.narrow(where, filter.tag());
    return where;
  }

  @Override
  public List<TimelineEntry> timeline(
      Collection<String> userKeys,
      TimelineFilter filter,
      TimelineEntry.@Nullable Position after,
      int limit) {
    Conditions where = new Conditions("true");
    where.and("user_key = any(?)", Columns.text(userKeys));
    where.and("event = any(?)", filter.events().isEmpty() ? null : Columns.text(filter.events()));
    where.and("occurred_at >= ?::timestamptz", filter.from());
    where.and("occurred_at < ?::timestamptz", filter.to());
    if (after != null) {
      where.and("occurred_at <= ?::timestamptz", after.occurredAt());
      where.and(
          "(occurred_at, message_id, user_key) < (?::timestamptz, ?, ?)",
          after.occurredAt(),
          after.messageId(),
          after.userKey());
    }
    return jdbc.query(
        "select user_key, message_id, occurred_at, payload from event_ledger"
            + where.sql()
            + " order by occurred_at desc, message_id desc, user_key desc limit "
            + limit,
        (row, number) ->
            new TimelineEntry(
                row.getString("user_key"),
                row.getString("message_id"),
                Columns.instantOf(row, "occurred_at"),
                new String(row.getBytes("payload"), StandardCharsets.UTF_8)),
        where.arguments());
  }

  @Override
  public Map<Stamp, TraitSource> sources(Collection<String> userKeys, Collection<Stamp> stamps) {
    Map<Stamp, TraitSource> sources = new HashMap<>();
    jdbc.query(
        SOURCES,
        row -> {
          Stamp stamp = new Stamp(Columns.instantOf(row, "occurred_at"), row.getString(2));
          if (stamps.contains(stamp)) {
            sources.putIfAbsent(
                stamp,
                new TraitSource(
                    stamp.at(),
                    stamp.messageId(),
                    row.getString("user_key"),
                    row.getString("source")));
          }
        },
        Columns.text(userKeys),
        Columns.text(stamps, Stamp::at),
        Columns.text(stamps, Stamp::messageId));
    return sources;
  }

  @Override
  public ProfileCounts counts() {
    SortedMap<String, Long> byName = new TreeMap<>();
    jdbc.query(
        "select event, sum(n) as n from event_tally group by event",
        row -> {
          byName.put(row.getString("event"), row.getLong("n"));
        });
    long events = byName.values().stream().mapToLong(Long::longValue).sum();
    return jdbc.query(
            COUNTS,
            (row, number) ->
                new ProfileCounts(
                    row.getLong("profiles"),
                    row.getLong("identified"),
                    row.getLong("customers"),
                    row.getLong("orders"),
                    row.getBigDecimal("gross"),
                    row.getBigDecimal("refunds"),
                    row.getLong("anonymous_orders"),
                    row.getBigDecimal("anonymous_gross"),
                    row.getBigDecimal("anonymous_refunds"),
                    events,
                    byName))
        .getFirst();
  }
}
