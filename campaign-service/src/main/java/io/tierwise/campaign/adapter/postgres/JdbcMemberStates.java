package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.audience.MemberStates;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** One statement for a whole poll, in the order of the ids, so that two polls cannot deadlock. */
public final class JdbcMemberStates implements MemberStates {
  private final JdbcClient jdbc;

  public JdbcMemberStates(JdbcClient jdbc) {
    this.jdbc = jdbc;
  }

  @Override
  public void keepProfiles(Collection<ProfileState> profiles) {
    if (profiles.isEmpty()) {
      return;
    }
    List<ProfileState> rows =
        profiles.stream().sorted(Comparator.comparing(ProfileState::userId)).toList();
    jdbc.sql(
            """
            insert into member_profile
              (user_id, as_of, identified, orders, net_revenue, average_order_value, consents, features)
            select user_id, as_of::timestamptz, identified::boolean, orders::bigint,
                   net_revenue::numeric, average_order_value::numeric,
                   array(select jsonb_array_elements_text(consents::jsonb)), features::jsonb
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                        ?::text[])
              as batch (user_id, as_of, identified, orders, net_revenue, average_order_value,
                        consents, features)
            on conflict (user_id) do update set
              as_of = excluded.as_of, identified = excluded.identified, orders = excluded.orders,
              net_revenue = excluded.net_revenue,
              average_order_value = excluded.average_order_value,
              consents = excluded.consents, features = excluded.features
            where excluded.as_of >= member_profile.as_of
            """)
        .param(column(rows, ProfileState::userId))
        .param(column(rows, ProfileState::asOf))
        .param(column(rows, ProfileState::identified))
        .param(column(rows, ProfileState::orders))
        .param(column(rows, p -> p.netRevenue().toPlainString()))
        .param(
            column(
                rows,
                p -> p.averageOrderValue() == null ? null : p.averageOrderValue().toPlainString()))
        .param(column(rows, p -> StoredJson.write(p.consents())))
        .param(column(rows, ProfileState::features))
        .update();
  }

  @Override
  public void forgetProfiles(Collection<String> userIds) {
    delete("member_profile", userIds);
  }

  @Override
  public void keepTiers(Collection<TierState> tiers) {
    if (tiers.isEmpty()) {
      return;
    }
    List<TierState> rows = tiers.stream().sorted(Comparator.comparing(TierState::userId)).toList();
    jdbc.sql(
            """
            insert into member_tier (user_id, tier, tier_rank, segment, assigned_at)
            select user_id, tier, tier_rank::integer, segment, assigned_at::timestamptz
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as batch (user_id, tier, tier_rank, segment, assigned_at)
            on conflict (user_id) do update set
              tier = excluded.tier, tier_rank = excluded.tier_rank, segment = excluded.segment,
              assigned_at = excluded.assigned_at
            where excluded.assigned_at >= member_tier.assigned_at
            """)
        .param(column(rows, TierState::userId))
        .param(column(rows, TierState::tier))
        .param(column(rows, TierState::tierRank))
        .param(column(rows, TierState::segment))
        .param(column(rows, TierState::assignedAt))
        .update();
    LoyaltyDue.noticeTiers(jdbc, column(rows, TierState::userId));
  }

  @Override
  public void forgetTiers(Collection<String> userIds) {
    delete("member_tier", userIds);
  }

  private void delete(String table, Collection<String> userIds) {
    if (!userIds.isEmpty()) {
      jdbc.sql("delete from " + table + " where user_id = any(?)")
          .param(userIds.stream().sorted().toArray(String[]::new))
          .update();
    }
  }
}
