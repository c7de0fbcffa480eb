package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.audience.Feature;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.decision.Situation;
import io.tierwise.campaign.decision.Situation.Made;
import io.tierwise.campaign.decision.Situation.Spend;
import io.tierwise.campaign.decision.Situation.Waiting;
import io.tierwise.campaign.decision.Situations;
import io.tierwise.campaign.lifecycle.Channel;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** Profile, tier, contacts, spends and the stamp of everything else by one statement. */
public final class JdbcSituations implements Situations {
  private static final int MOST_WAITING = 8;
  private static final String SQL =
      """
      select %s, who.person,
        (select r.version || '/' || count(*) || '/'
                || coalesce(sum(hashtextextended(c.id, c.version)), 0)
         from campaign c where c.status = 'RUNNING' and c.starts_at <= now.t and c.ends_at > now.t)
          as stamp,
        (select string_agg(concat_ws(E'\\x1f', x.campaign_id, x.made, x.variant), E'\\x1e') from (
           select campaign_id, count(*) as made, min(variant) as variant from contact
           where user_id = who.person and campaign_id = any(ids.of) group by campaign_id) x)
          as contacts,
        (select string_agg(concat_ws(E'\\x1f', b.campaign_id, b.budget_micros, b.spent_micros,
            case when b.day >= shop_day(r.policy, now.t) then b.day_spent_micros else 0 end),
            E'\\x1e')
         from campaign_budget b where b.campaign_id = any(ids.of)) as spends,
        (select string_agg(concat_ws(E'\\x1f', x.id, x.campaign_id), E'\\x1e' order by x.at) from (
           select id, campaign_id, row_number() over (order by expected_value desc, seq) as at
           from contact c
           where user_id = who.person and channel = ? and campaign_id = any(ids.of)
             and not exists (
               select from touch t where t.user_id = c.user_id and t.contact_id = c.id)
           order by at limit %d) x) as waiting
      from (select %s as person) who
      cross join (select ?::timestamptz as t) now
      cross join (select ?::text[] as of) ids
      cross join contact_policy r
      left join member_profile p on p.user_id = who.person
      left join member_tier t on t.user_id = p.user_id
      left join member_audience a on a.user_id = p.user_id
      """;
  private final JdbcTemplate jdbc;

  public JdbcSituations(JdbcTemplate jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public Situation of(
      String userId,
      boolean identified,
      Channel channel,
      Collection<String> campaignIds,
      Collection<Feature> features,
      Instant now) {
    MemberQuery query = new MemberQuery(List.copyOf(features), now);
    String sql = SQL.formatted(query.columns(), MOST_WAITING, JdbcPersons.PERSON);
    OffsetDateTime at = Rows.time(now);
    query.arguments.addAll(
        List.of(channel.id(), userId, userId, at, campaignIds.toArray(String[]::new)));
    return Objects.requireNonNull(
        jdbc.queryForObject(
            sql, (row, _) -> situation(row, query, identified), query.arguments.toArray()));
  }

  private static Situation situation(ResultSet row, MemberQuery query, boolean identified)
      throws SQLException {
    boolean known = row.getString("user_id") != null;
    Member member = known ? query.member(row) : Member.unknown(row.getString("person"), identified);
    Map<String, Made> contacts = new HashMap<>();
    entries(row.getString("contacts"))
        .forEach(
            e -> contacts.put(e[0], new Made(Integer.parseInt(e[1]), e.length > 2 ? e[2] : null)));
    Map<String, Spend> spends = new HashMap<>();
    entries(row.getString("spends")).forEach(e -> spends.put(e[0], spend(e)));
    List<Waiting> waiting =
        entries(row.getString("waiting")).stream().map(e -> new Waiting(e[0], e[1])).toList();
    return new Situation(member, known, waiting, contacts, spends, row.getString("stamp"));
  }

  private static Spend spend(String[] entry) {
    return new Spend(Long.parseLong(entry[1]), Long.parseLong(entry[2]), Long.parseLong(entry[3]));
  }

  private static List<String[]> entries(@Nullable String text) {
    List<String[]> entries = new ArrayList<>();
    if (text != null) {
      for (String entry : text.split("\u001e")) {
        entries.add(entry.split("\u001f"));
      }
    }
    return entries;
  }
}
