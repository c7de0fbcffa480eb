package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.standing.Standing;
import io.tierwise.profile.standing.StandingFilter;
import io.tierwise.profile.standing.Standings;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;

/** A row for each user; what did not change is not written. */
final class JdbcStandings implements Standings {
  private static final String KEEP_TIERS =
      """
      insert into profile_standing (user_key, tier, segment)
      select * from unnest(?::text[], ?::text[], ?::text[])
      on conflict (user_key) do update set tier = excluded.tier, segment = excluded.segment
      where (profile_standing.tier, profile_standing.segment)
        is distinct from (excluded.tier, excluded.segment)
      """;

  /** Lists go as one text each, for arrays of PostgreSQL are not arrays of arrays. */
  private static final String KEEP_AUDIENCES =
      """
      insert into profile_standing (user_key, audiences)
      select key, string_to_array(list, E'\\n') from unnest(?::text[], ?::text[]) as t (key, list)
      on conflict (user_key) do update set audiences = excluded.audiences
      where profile_standing.audiences <> excluded.audiences
      """;

  private final JdbcTemplate jdbc;

  JdbcStandings(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keepTiers(Collection<TierOf> tiers) {
    List<TierOf> sorted =
        tiers.stream().sorted((a, b) -> a.userKey().compareTo(b.userKey())).toList();
    jdbc.update(
        KEEP_TIERS,
        sorted.stream().map(TierOf::userKey).toArray(String[]::new),
        sorted.stream().map(TierOf::tier).toArray(String[]::new),
        sorted.stream().map(TierOf::segment).toArray(String[]::new));
  }

  @Override
  public void keepAudiences(Map<String, List<String>> audiences) {
    String[] keys = audiences.keySet().stream().sorted().toArray(String[]::new);
    jdbc.update(
        KEEP_AUDIENCES,
        keys,
        Arrays.stream(keys)
            .map(key -> String.join("\n", audiences.getOrDefault(key, List.of())))
            .toArray(String[]::new));
  }

  @Override
  public Map<String, Standing> of(Collection<String> userKeys) {
    Map<String, Standing> standings = new HashMap<>();
    jdbc.query(
        "select user_key, tier, segment, audiences from profile_standing where user_key = any(?)",
        row -> {
          standings.put(
              row.getString(1),
              new Standing(
                  row.getString(2),
                  row.getString(3),
                  List.of((String[]) row.getArray(4).getArray())));
        },
        (Object) Columns.text(userKeys));
    return standings;
  }

  static void narrow(Conditions where, StandingFilter filter) {
    String users = "user_key in (select user_key from profile_standing where %s)";
    where.and(users.formatted("tier = ?"), filter.tier());
    where.and(users.formatted("segment = ?"), filter.segment());
    where.and(
        users.formatted("audiences <> '{}' and audiences @> array[?]::text[]"), filter.audience());
  }
}
