package io.tierwise.segmentation.adapter.postgres;

import io.tierwise.segmentation.audience.Subjects;
import io.tierwise.segmentation.clv.StatedValue;
import io.tierwise.segmentation.customer.Preferences;
import io.tierwise.segmentation.rfm.RfmScore;
import io.tierwise.segmentation.rule.Rule;
import io.tierwise.segmentation.rule.Rule.Did;
import io.tierwise.segmentation.rule.RuleField;
import io.tierwise.segmentation.rule.Subject;
import io.tierwise.segmentation.rule.Subject.Churn;
import io.tierwise.segmentation.rule.Subject.Day;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What rules ask for: a statement for the customers, and one for what they did if any asks. */
public final class JdbcSubjects implements Subjects {
  private static final Set<RuleField.Kind> OF_PREFERENCES =
      Set.of(RuleField.Kind.TEXT, RuleField.Kind.SHARE, RuleField.Kind.FLAG);
  private static final int FOR_EVER = -1_000_000;

  private static final String ACTIVITY =
      """
      with id as (
        select u as user_id, u as key from unnest(?::text[]) u
        union
        select user_id, alias_id from customer_alias where user_id = any(?::text[])
      )
      select i.user_id, d.event, d.day - date '1970-01-01' as day, d.keys, d.items, d.categories
      from id i join activity d on d.user_key = i.key
        and d.event = any(?::text[]) and d.day > date '1970-01-01' + ?
      """;

  private final JdbcClient jdbc;

  public JdbcSubjects(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  private record Deeds(String userId, String event, Day day) {}

  @Override
  public List<Subject> of(Collection<String> users, Collection<Rule> rules, Instant now) {
    String[] ids = users.toArray(String[]::new);
    boolean preferences =
        rules.stream().anyMatch(rule -> rule.isAbout(f -> OF_PREFERENCES.contains(f.kind())));
    Map<String, Map<String, List<Day>>> activity = activity(ids, rules, now);
    return jdbc.sql(
            JdbcCustomerFeatures.COLUMNS.replace("from customer_feature f", "")
                + (preferences ? ", f.preferences" : ", null as preferences")
                + ", a.tier, a.segment, a.recency_score, a.frequency_score, a.monetary_score, l.stage, p.probability, p.band, "
                + ValueRows.COLUMNS
                + " from customer_feature f"
                + RuleSql.JOINS
                + " where f.user_id = any(?::text[])")
        .params(Arrays.asList((Object) ids))
        .query(
            (row, n) -> subject(row, n, activity.getOrDefault(row.getString("user_id"), Map.of())))
        .list();
  }

  private static Subject subject(ResultSet row, int n, Map<String, List<Day>> activity)
      throws SQLException {
    String preferences = row.getString("preferences");
    StatedValue value = ValueRows.value(row);
    String band = row.getString("band");
    return new Subject(
        JdbcCustomerFeatures.customer(row, n),
        preferences == null ? Preferences.NONE : StoredJson.read(preferences, Preferences.class),
        row.getString("tier"),
        row.getString("segment"),
        score(row),
        row.getString("stage"),
        value == null ? null : value.value(),
        band == null ? null : new Churn(row.getDouble("probability"), band),
        activity);
  }

  private static @Nullable RfmScore score(ResultSet row) throws SQLException {
    Integer recency = Columns.nullableInt(row, "recency_score");
    return recency == null
        ? null
        : new RfmScore(recency, row.getInt("frequency_score"), row.getInt("monetary_score"));
  }

  private Map<String, Map<String, List<Day>>> activity(
      String[] ids, Collection<Rule> rules, Instant now) {
    List<Did> asked = rules.stream().flatMap(rule -> rule.deeds().stream()).toList();
    if (asked.isEmpty()) {
      return Map.of();
    }
    Set<String> events = asked.stream().map(Did::event).collect(Collectors.toSet());
    int after = Integer.MAX_VALUE;
    for (Did did : asked) {
      Integer days = did.withinDays();
      after = Math.min(after, days == null ? FOR_EVER : Did.day(now) - days);
    }
    Map<String, Map<String, List<Day>>> activity = new HashMap<>();
    jdbc.sql(ACTIVITY)
        .params(Arrays.asList(ids, ids, events.toArray(String[]::new), after))
        .query(JdbcSubjects::deeds)
        .list()
        .forEach(
            deeds ->
                activity
                    .computeIfAbsent(deeds.userId(), _ -> new HashMap<>())
                    .computeIfAbsent(deeds.event(), _ -> new ArrayList<>())
                    .add(deeds.day()));
    return activity;
  }

  private static Deeds deeds(ResultSet row, int number) throws SQLException {
    return new Deeds(
        row.getString("user_id"),
        row.getString("event"),
        new Day(
            row.getInt("day"),
            Arrays.asList((Long[]) row.getArray("keys").getArray()),
            Arrays.asList((Long[]) row.getArray("items").getArray()),
            Arrays.asList((Long[]) row.getArray("categories").getArray())));
  }
}
