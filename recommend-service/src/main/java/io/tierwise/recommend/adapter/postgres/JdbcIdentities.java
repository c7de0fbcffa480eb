package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.interaction.Identities;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/** Ids as rows; interactions keep the id that they came with, so that a merge can be undone. */
public final class JdbcIdentities implements Identities {
  /** Ids that a profile has no more, and ids that are users of their own again. */
  private static final String LEAVE =
      """
      with told as (
        select u collate "C" as user_id, to_timestamp(t / 1000000.0::numeric) as as_of
        from unnest(?, ?) as p (u, t)
      ), named as (
        select a collate "C" as alias_id, u collate "C" as user_id from unnest(?, ?) as n (a, u)
      )
      delete from identity i using told t
      where (i.user_id = t.user_id and i.as_of < t.as_of and not exists (
              select from named n where n.alias_id = i.alias_id and n.user_id = i.user_id))
        or (i.alias_id = t.user_id and i.as_of <= t.as_of)
      returning i.alias_id, i.user_id
      """;

  private static final String JOIN =
      """
      insert into identity as i (alias_id, user_id, as_of)
      select a, u, to_timestamp(t / 1000000.0::numeric) from unnest(?, ?, ?) as n (a, u, t)
      on conflict (alias_id) do update set user_id = excluded.user_id, as_of = excluded.as_of
        where i.as_of < excluded.as_of
      returning old.user_id, new.alias_id, new.user_id
      """;

  private final JdbcTemplate jdbc;
  private final TransactionTemplate transaction;
  private final JdbcHistoryNews news;

  public JdbcIdentities(JdbcTemplate jdbc, TransactionTemplate transaction, JdbcHistoryNews news) {
    this.jdbc = jdbc;
    this.transaction = transaction;
    this.news = news;
  }

  private record Named(String alias, Person person) {}

  @Override
  public Set<String> follow(Collection<Person> persons) {
    // In one order, so that two instances do not wait for each other in a circle.
    List<Person> told = persons.stream().sorted(Comparator.comparing(Person::userId)).toList();
    Map<String, Named> latest = new TreeMap<>();
    for (Person person : told) {
      for (String alias : person.mergedIds()) {
        latest.merge(
            alias,
            new Named(alias, person),
            (a, b) -> b.person.asOf().isAfter(a.person.asOf()) ? b : a);
      }
    }
    List<Named> named = List.copyOf(latest.values());
    Set<String> changed = new HashSet<>();
    transaction.executeWithoutResult(
        _ -> {
          leave(told, named, changed);
          join(named, changed);
          if (!changed.isEmpty()) {
            List<String> ids = List.copyOf(changed);
            jdbc.update(JdbcHistoryNews.TELL, statement -> news.bind(statement, 1, ids, id -> id));
          }
        });
    return changed;
  }

  private void leave(List<Person> told, List<Named> named, Set<String> changed) {
    jdbc.query(
        LEAVE,
        statement -> {
          ArrayColumns.bind(statement, 1, "text", told, Person::userId);
          ArrayColumns.bind(statement, 2, "int8", told, JdbcIdentities::micros);
          ArrayColumns.bind(statement, 3, "text", named, Named::alias);
          ArrayColumns.bind(statement, 4, "text", named, n -> n.person.userId());
        },
        row -> {
          changed.add(row.getString(1));
          changed.add(row.getString(2));
        });
  }

  private void join(List<Named> named, Set<String> changed) {
    jdbc.query(
        JOIN,
        statement -> {
          ArrayColumns.bind(statement, 1, "text", named, Named::alias);
          ArrayColumns.bind(statement, 2, "text", named, n -> n.person.userId());
          ArrayColumns.bind(statement, 3, "int8", named, n -> micros(n.person));
        },
        row -> {
          String former = row.getString(1);
          if (!row.getString(3).equals(former)) {
            changed.add(row.getString(2));
            changed.add(row.getString(3));
            if (former != null) {
              changed.add(former);
            }
          }
        });
  }

  private static long micros(Person person) {
    return person.asOf().getEpochSecond() * 1_000_000 + person.asOf().getNano() / 1_000;
  }

  @Override
  public Map<String, String> canonical(Collection<String> userIds) {
    Map<String, String> roots = new HashMap<>();
    jdbc.query(
        "select alias_id, user_id from identity where alias_id = any (?)",
        statement -> ArrayColumns.bind(statement, 1, "text", List.copyOf(userIds), id -> id),
        row -> {
          roots.put(row.getString(1), row.getString(2));
        });
    return roots;
  }
}
