package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.interaction.Identities;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.jdbc.core.JdbcTemplate;

/** Aliases as rows; chains are followed on reading, so that a merge never moves an interaction. */
public final class JdbcIdentities implements Identities {
  private static final int MAX_CHAIN = 8;
  private static final String MERGE =
      """
      insert into identity (alias_id, user_id, since)
      select a, u, to_timestamp(t / 1000.0::float8) from unnest(?, ?, ?) as merge (a, u, t)
      on conflict (alias_id) do update
        set user_id = excluded.user_id, since = excluded.since
        where excluded.since < identity.since
      returning alias_id
      """;

  private final JdbcTemplate jdbc;

  public JdbcIdentities(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public List<String> merge(List<Merge> merges) {
    List<Merge> claims = earliest(merges);
    Set<String> changed = new HashSet<>();
    jdbc.query(
        MERGE,
        statement -> {
          ArrayColumns.bind(statement, 1, "text", claims, Merge::aliasId);
          ArrayColumns.bind(statement, 2, "text", claims, Merge::userId);
          ArrayColumns.bind(statement, 3, "int8", claims, merge -> merge.at().toEpochMilli());
        },
        row -> {
          changed.add(row.getString(1));
        });
    return List.copyOf(changed);
  }

  /** One claim per alias, without those that would close a circle, in an order that all share. */
  private List<Merge> earliest(List<Merge> merges) {
    Set<String> targets = new HashSet<>();
    merges.forEach(merge -> targets.add(merge.userId()));
    Map<String, String> roots = canonical(targets);
    Map<String, Merge> first = new HashMap<>();
    for (Merge merge : merges) {
      String root = roots.getOrDefault(merge.userId(), merge.userId());
      if (!root.equals(merge.aliasId())) {
        first.merge(merge.aliasId(), merge, (a, b) -> b.at().isBefore(a.at()) ? b : a);
      }
    }
    return first.values().stream().sorted(Comparator.comparing(Merge::aliasId)).toList();
  }

  @Override
  public Map<String, String> canonical(Collection<String> userIds) {
    Map<String, String> roots = new HashMap<>();
    Map<String, String> step = next(userIds);
    for (int depth = 0; depth < MAX_CHAIN && !step.isEmpty(); depth++) {
      Map<String, String> found = step;
      roots.replaceAll((_, id) -> found.getOrDefault(id, id));
      found.forEach(roots::putIfAbsent);
      step = next(new HashSet<>(found.values()));
    }
    roots.keySet().retainAll(Set.copyOf(userIds));
    return roots;
  }

  private Map<String, String> next(Collection<String> ids) {
    Map<String, String> step = new HashMap<>();
    jdbc.query(
        "select alias_id, user_id from identity where alias_id = any (?)",
        statement -> ArrayColumns.bind(statement, 1, "text", List.copyOf(ids), id -> id),
        row -> {
          step.put(row.getString(1), row.getString(2));
        });
    return step;
  }
}
