package io.tierwise.profile.adapter.postgres;

import io.tierwise.profile.lookup.ProfileFilter;
import io.tierwise.profile.tag.ProfileTag;
import io.tierwise.profile.tag.TagRule;
import io.tierwise.profile.tag.Tags;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Tags in two tables; rules are part of the questions that they are asked in. */
final class JdbcTags implements Tags {
  /** The keys of the user of a key. */
  private static final String KEYS =
      """
      select k.user_key from profile p
      join profile k on k.user_key = coalesce(p.merged_into, p.user_key)
        or k.merged_into = coalesce(p.merged_into, p.user_key)
      where p.user_key = ?
      """;

  private static final String GIVE =
      """
      insert into profile_tag (user_key, tag, tagged_at, tagged_by)
      select ?, ?, ?::timestamptz, ?
      where (select count(distinct tag) from profile_tag where tag <> ? and user_key in (%s)) < ?
      on conflict do nothing
      """
          .formatted(KEYS);

  private static final String OF =
      """
      select distinct on (root, t.tag) coalesce(p.merged_into, p.user_key) as root, t.tag,
        t.tagged_at, t.tagged_by
      from profile p join profile_tag t on t.user_key = p.user_key
      where p.user_key = any(?) or p.merged_into = any(?)
      order by root, t.tag, t.tagged_at, t.user_key
      """;

  private static final String RULES =
      "select tag, conditions, note, changed_at, changed_by from tag_rule";

  private static final String SAVE_RULE =
      """
      insert into tag_rule (tag, conditions, note, changed_at, changed_by)
      select ?, ?::jsonb, ?, ?::timestamptz, ?
      where (select count(*) from tag_rule where tag <> ?) < ?
      on conflict (tag) do update set conditions = excluded.conditions, note = excluded.note,
        changed_at = excluded.changed_at, changed_by = excluded.changed_by
      """;

  private final JdbcTemplate jdbc;

  JdbcTags(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public boolean give(String userKey, String tag, String by, Instant at) {
    int given = jdbc.update(GIVE, userKey, tag, at.toString(), by, tag, userKey, MOST_BY_HAND);
    return given > 0 || has(userKey, tag);
  }

  private boolean has(String userKey, String tag) {
    return Boolean.TRUE.equals(
        jdbc.queryForObject(
            "select exists (select from profile_tag where user_key = ? and tag = ?)",
            Boolean.class,
            userKey,
            tag));
  }

  @Override
  public void take(String userKey, String tag) {
    jdbc.update(
        "delete from profile_tag where tag = ? and user_key in (" + KEYS + ")", tag, userKey);
  }

  @Override
  public Map<String, List<ProfileTag>> of(Collection<String> roots) {
    Map<String, List<ProfileTag>> tags = new HashMap<>();
    String[] keys = Columns.text(roots);
    jdbc.query(
        OF,
        row -> {
          add(
              tags,
              row.getString("root"),
              new ProfileTag(
                  row.getString("tag"),
                  row.getString("tagged_by"),
                  Columns.instantOf(row, "tagged_at")));
        },
        keys,
        keys);
    addThoseOfRules(keys, tags);
    tags.values()
        .forEach(
            all ->
                all.sort(Comparator.comparing(ProfileTag::tag).thenComparing(ProfileTag::byRule)));
    return tags;
  }

  /** One statement for all rules. */
  private void addThoseOfRules(String[] keys, Map<String, List<ProfileTag>> tags) {
    List<String> parts = new ArrayList<>();
    List<Object> arguments = new ArrayList<>();
    for (TagRule rule : rules()) {
      Conditions where = matching(rule.conditions());
      where.and("user_key = any(?)", keys);
      parts.add("select user_key, ?::text as tag from profile" + where.sql());
      arguments.add(rule.tag());
      arguments.addAll(List.of(where.arguments()));
    }
    if (!parts.isEmpty()) {
      jdbc.query(
          String.join(" union all ", parts),
          row -> {
            add(tags, row.getString(1), new ProfileTag(row.getString(2), null, null));
          },
          arguments.toArray());
    }
  }

  private static void add(Map<String, List<ProfileTag>> tags, String root, ProfileTag tag) {
    tags.computeIfAbsent(root, key -> new ArrayList<>()).add(tag);
  }

  private static Conditions matching(ProfileFilter filter) {
    Conditions where = new Conditions("state is not null");
    FilterSql.add(where, filter);
    return where;
  }

  /** Adds the condition that a profile has the tag, by hand or by rule. */
  void narrow(Conditions where, @Nullable String tag) {
    if (tag == null) {
      return;
    }
    String byHand =
        "user_key in (select coalesce(p.merged_into, p.user_key) from profile_tag t"
            + " join profile p on p.user_key = t.user_key where t.tag = ?)";
    Conditions byRule = rule(tag).map(rule -> matching(rule.conditions())).orElse(null);
    if (byRule == null) {
      where.and(byHand, tag);
    } else {
      where.and("(" + byHand + " or (" + byRule.all() + "))", tag, byRule.arguments());
    }
  }

  @Override
  public boolean save(TagRule rule) {
    String conditions = new String(StateMapper.write(rule.conditions()), StandardCharsets.UTF_8);
    return jdbc.update(
            SAVE_RULE,
            rule.tag(),
            conditions,
            rule.note(),
            rule.changedAt().toString(),
            rule.changedBy(),
            rule.tag(),
            MOST_RULES)
        > 0;
  }

  @Override
  public Optional<TagRule> rule(String tag) {
    return jdbc.query(RULES + " where tag = ?", (row, n) -> rule(row), tag).stream().findFirst();
  }

  @Override
  public List<TagRule> rules() {
    return jdbc.query(RULES + " order by tag", (row, n) -> rule(row));
  }

  private static TagRule rule(ResultSet row) throws SQLException {
    return new TagRule(
        row.getString("tag"),
        StateMapper.read(
            row.getString("conditions").getBytes(StandardCharsets.UTF_8), ProfileFilter.class),
        row.getString("note"),
        Columns.instantOf(row, "changed_at"),
        row.getString("changed_by"));
  }

  @Override
  public boolean deleteRule(String tag) {
    return jdbc.update("delete from tag_rule where tag = ?", tag) > 0;
  }

  @Override
  public long members(TagRule rule) {
    Conditions where = matching(rule.conditions());
    Long members =
        jdbc.queryForObject(
            "select count(*) from profile" + where.sql(), Long.class, where.arguments());
    return members == null ? 0 : members;
  }
}
