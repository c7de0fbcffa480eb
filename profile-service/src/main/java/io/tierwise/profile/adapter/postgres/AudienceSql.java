package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.analysis.Audience;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The users of a question as conditions on canonical users. Who has a tag or stands somewhere is
 * found out once and hashed: "is true" keeps the search from becoming a join, which the planner
 * would make a loop where it expects too few users.
 */
final class AudienceSql {
  private static final String AMONG = " and (%s in (select %s from profile where %s)) is true";

  private final boolean suspects;
  private final @Nullable String chosen;
  private final Map<String, Object> parameters = new HashMap<>();

  AudienceSql(Audience audience, JdbcTags tags) {
    this.suspects = audience.suspects();
    if (audience.everybody()) {
      this.chosen = null;
      return;
    }
    Conditions where = new Conditions("state is not null");
    tags.narrow(where, audience.tag());
    JdbcStandings.narrow(where, audience.standing());
    String sql = where.all();
    for (Object argument : where.arguments()) {
      String name = "audience" + parameters.size();
      sql = sql.replaceFirst("\\?", ":" + name);
      parameters.put(name, argument);
    }
    this.chosen = sql;
  }

  /**
   * @param id an expression for digest64 of the key
   */
  String byId(String id) {
    return (suspects ? "true" : id + " not in (" + AnalysisQueries.SUSPECTED_ROOTS + ")")
        + (chosen == null ? "" : AMONG.formatted(id, "digest64(user_key)", chosen));
  }

  /**
   * @param key a column
   */
  String byKey(String key) {
    return (suspects
            ? "true"
            : "(not exists (select from suspect) or digest64(%s) not in (%s))"
                .formatted(key, AnalysisQueries.SUSPECTED_ROOTS))
        + (chosen == null ? "" : AMONG.formatted(key, "user_key", chosen));
  }

  Map<String, Object> parameters() {
    return parameters;
  }
}
