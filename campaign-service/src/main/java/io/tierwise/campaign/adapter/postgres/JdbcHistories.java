package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.Rows.column;

import io.tierwise.campaign.history.Histories;
import io.tierwise.campaign.history.HistoryImport;
import io.tierwise.campaign.history.HistoryImport.Rejection;
import io.tierwise.campaign.history.HistoryRow;
import io.tierwise.campaign.history.HistoryRow.PastCampaign;
import io.tierwise.campaign.history.HistoryRow.PastContact;
import io.tierwise.campaign.history.HistoryRow.PastCoupon;
import io.tierwise.campaign.history.HistoryRow.PastRedemption;
import io.tierwise.campaign.lifecycle.Approval;
import io.tierwise.campaign.lifecycle.CampaignStatus;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.Revision;
import io.tierwise.campaign.lifecycle.Revision.Action;
import io.tierwise.campaign.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** History beside what the service itself did: contacts that were never to be sent. */
public final class JdbcHistories implements Histories {
  /** One import at a time writes, so that ordinals of contacts are safe. */
  private static final long LOCK = 0x7469_6572_0006L;

  private static final String BY = "history-import";
  private final JdbcClient jdbc;
  private final NewestFirst<HistoryImport> rows;
  private final TransactionTemplate transactions;
  private final Campaigns campaigns;
  private final Clock clock;

  public JdbcHistories(
      JdbcClient jdbc, TransactionTemplate transactions, Campaigns campaigns, Clock clock) {
    this.jdbc = jdbc;
    this.rows = new NewestFirst<>(jdbc, "history_import", "*", (row, _) -> state(row));
    this.transactions = transactions;
    this.campaigns = campaigns;
    this.clock = clock;
  }

  @Override
  public Kept keep(List<Line> rows) {
    return Objects.requireNonNull(
        transactions.execute(
            _ -> {
              JdbcPersons.share(jdbc);
              jdbc.sql("select pg_advisory_xact_lock(?)")
                  .param(LOCK)
                  .query((_, _) -> true)
                  .single();
              return keepAll(rows);
            }));
  }

  private Kept keepAll(List<Line> rows) {
    Map<String, Long> added = new LinkedHashMap<>();
    added.put("campaign", of(rows, PastCampaign.class).stream().filter(this::keep).count());
    Set<String> known =
        new HashSet<>(
            jdbc.sql("select id from campaign where history and id = any(?)")
                .param(
                    rows.stream().map(l -> l.row().campaignId()).distinct().toArray(String[]::new))
                .query(String.class)
                .list());
    List<Rejection> rejections = new ArrayList<>();
    List<Line> good = new ArrayList<>();
    for (Line line : rows) {
      if (known.contains(line.row().campaignId())) {
        good.add(line);
      } else {
        rejections.add(
            new Rejection(
                line.line(),
                "campaignId",
                "unknown-campaign",
                line.row().campaignId() + " is no imported campaign"));
      }
    }
    added.put("contact", keepContacts(of(good, PastContact.class)));
    added.put("coupon", keepCoupons(of(good, PastCoupon.class)));
    added.put("redemption", keepRedemptions(of(good, PastRedemption.class)));
    return new Kept(added, rejections);
  }

  private static <T extends HistoryRow> List<T> of(List<Line> rows, Class<T> type) {
    return rows.stream().map(Line::row).filter(type::isInstance).map(type::cast).toList();
  }

  private boolean keep(PastCampaign past) {
    if (campaigns.find(past.campaignId()).isPresent()) {
      return false;
    }
    campaigns.create(
        past.campaignId(),
        new Revision(
            past.plan(),
            CampaignStatus.FINISHED,
            Approval.NONE,
            BY,
            Action.IMPORTED,
            BY,
            clock.instant(),
            null));
    jdbc.sql("update campaign set history = true, response = ? where id = ?")
        .params(past.response().name(), past.campaignId())
        .update();
    return true;
  }

  /** Spending has no limit any more: the budget is at least what was spent. */
  private long keepContacts(List<PastContact> contacts) {
    if (contacts.isEmpty()) {
      return 0;
    }
    return jdbc.sql(
            """
            with fresh as (
              select distinct on (b.id) b.*, coalesce(i.user_id, b.came_as) as user_id
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[])
                as b (id, campaign_id, came_as, offer_id, variant, channel, tier, cost, at)
              left join member_identity i on i.alias_id = b.came_as
              where not exists (select from contact c where c.id = b.id)
              order by b.id
            ), made as (
              insert into contact (id, campaign_id, user_id, came_as, ordinal, offer_id, variant, tier,
                  channel, creative, cost_micros, expected_value, decided_at)
              select f.id, f.campaign_id, f.user_id, f.came_as,
                     (select count(*) from contact c
                      where c.campaign_id = f.campaign_id and c.came_as = f.came_as)
                       + row_number() over (
                           partition by f.campaign_id, f.came_as order by f.at::timestamptz, f.id),
                     f.offer_id, f.variant, coalesce(f.tier, t.tier), f.channel, '{}',
                     f.cost::bigint, 0, f.at::timestamptz
              from fresh f left join member_tier t on t.user_id = f.user_id
              returning campaign_id, cost_micros
            ), spent as (
              update campaign_budget b
              set spent_micros = b.spent_micros + s.cost,
                  budget_micros = greatest(b.budget_micros, b.spent_micros + s.cost)
              from (select campaign_id, sum(cost_micros)::bigint as cost from made
                    group by campaign_id) s
              where b.campaign_id = s.campaign_id
            )
            select count(*) from made
            """)
        .param(column(contacts, PastContact::contactId))
        .param(column(contacts, PastContact::campaignId))
        .param(column(contacts, PastContact::userId))
        .param(column(contacts, PastContact::offerId))
        .param(column(contacts, PastContact::variant))
        .param(column(contacts, c -> c.channel().id()))
        .param(column(contacts, PastContact::tier))
        .param(column(contacts, c -> c.cost().micros()))
        .param(column(contacts, PastContact::at))
        .query(Long.class)
        .single();
  }

  private long keepCoupons(List<PastCoupon> coupons) {
    if (coupons.isEmpty()) {
      return 0;
    }
    return jdbc.sql(
            """
            insert into history_coupon (campaign_id, coupon, item_ids)
            select campaign_id, coupon, array(select jsonb_array_elements_text(items::jsonb))
            from unnest(?::text[], ?::text[], ?::text[]) as b (campaign_id, coupon, items)
            on conflict do nothing
            """)
        .param(column(coupons, PastCoupon::campaignId))
        .param(column(coupons, PastCoupon::coupon))
        .param(column(coupons, c -> StoredJson.write(c.itemIds())))
        .update();
  }

  private long keepRedemptions(List<PastRedemption> redemptions) {
    if (redemptions.isEmpty()) {
      return 0;
    }
    return jdbc.sql(
            """
            insert into history_redemption (campaign_id, coupon, user_id, came_as, occurred_at,
                order_id, discount_micros)
            select b.campaign_id, b.coupon, coalesce(i.user_id, b.came_as), b.came_as,
                   b.at::timestamptz, b.order_id, b.discount::bigint
            from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
              as b (campaign_id, coupon, came_as, at, order_id, discount)
            left join member_identity i on i.alias_id = b.came_as
            on conflict do nothing
            """)
        .param(column(redemptions, PastRedemption::campaignId))
        .param(column(redemptions, PastRedemption::coupon))
        .param(column(redemptions, PastRedemption::userId))
        .param(column(redemptions, PastRedemption::at))
        .param(column(redemptions, PastRedemption::orderId))
        .param(column(redemptions, r -> micros(r.discount())))
        .update();
  }

  private static @Nullable Object micros(@Nullable Money money) {
    return money == null ? null : money.micros();
  }

  @Override
  public void save(HistoryImport state) {
    jdbc.sql(
            """
            insert into history_import as h (id, state, counts, rejections, failure, created_at,
                updated_at)
            values (?, ?, ?::jsonb, ?::jsonb, ?, ?, ?)
            on conflict (id) do update set state = excluded.state, counts = excluded.counts,
              rejections = excluded.rejections, failure = excluded.failure,
              updated_at = excluded.updated_at
            """)
        .param(state.id())
        .param(state.state().name())
        .param(StoredJson.write(state.counts()))
        .param(StoredJson.write(state.rejections()))
        .param(state.failure())
        .param(Rows.time(state.createdAt()))
        .param(Rows.time(state.updatedAt()))
        .update();
  }

  @Override
  public Optional<HistoryImport> find(String id) {
    return rows.find(id);
  }

  @Override
  public List<HistoryImport> list(@Nullable String before, int limit) {
    return rows.page(before, limit);
  }

  @SuppressWarnings("unchecked")
  private static HistoryImport state(ResultSet row) throws SQLException {
    Map<String, Long> counts = new LinkedHashMap<>();
    StoredJson.read(row.getString("counts"), Map.class)
        .forEach((key, count) -> counts.put(key.toString(), ((Number) count).longValue()));
    return new HistoryImport(
        row.getString("id"),
        HistoryImport.State.valueOf(row.getString("state")),
        counts,
        List.of(StoredJson.read(row.getString("rejections"), Rejection[].class)),
        row.getString("failure"),
        Rows.instant(row, "created_at"),
        Rows.instant(row, "updated_at"));
  }
}
