package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.money.Money;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The table of contacts: reads rows, and inserts many with their outbox entries at once. */
final class ContactRows {
  /** Shared by whoever takes a single contact, in {@code share_contacts()}. */
  private static final long LOCK = 0x7469_6572_000aL;

  static final String COLUMNS =
      "c.seq, c.id, c.campaign_id, c.offer_id, c.variant, c.allocation_id, c.user_id, c.tier,"
          + " c.channel, c.creative, c.cost_micros, c.expected_value, c.decided_at";

  static Contact contact(ResultSet row) throws SQLException {
    return new Contact(
        row.getString("id"),
        row.getString("campaign_id"),
        row.getString("offer_id"),
        row.getString("variant"),
        row.getString("allocation_id"),
        row.getString("user_id"),
        row.getString("tier"),
        Channel.of(row.getString("channel")).orElseThrow(),
        StoredJson.readTexts(row.getString("creative")),
        new Money(row.getLong("cost_micros")),
        row.getDouble("expected_value"),
        Rows.instant(row, "decided_at"));
  }

  /**
   * Contacts of one instant, each the next of its campaign and user. Call it while the budgets of
   * the campaigns are locked: that is what makes the ordinals safe; and before that, {@link
   * JdbcPersons#share}.
   */
  static void insert(JdbcClient jdbc, List<Contact> contacts, Instant decidedAt) {
    jdbc.sql(
            """
            with made as (
              insert into contact (id, campaign_id, user_id, came_as, ordinal, offer_id, variant,
                  allocation_id, tier, channel, creative, cost_micros, expected_value, decided_at,
                  campaign_version)
              select b.id, b.campaign_id, coalesce(i.user_id, b.user_id), b.user_id,
                     1 + (select count(*) from contact e
                          where e.campaign_id = b.campaign_id and e.came_as = b.user_id),
                     b.offer_id, b.variant, b.allocation_id, b.tier, b.channel, b.creative::jsonb,
                     b.cost::bigint, b.value::float8, ?,
                     (select version from campaign m where m.id = b.campaign_id)
              from unnest(?::text[], ?::text[], ?::text[], ?::text[], ?::text[], ?::text[],
                          ?::text[], ?::text[], ?::text[], ?::text[], ?::text[])
                as b (id, campaign_id, user_id, offer_id, variant, allocation_id, tier, channel,
                      creative, cost, value)
              left join member_identity i on i.alias_id = b.user_id
              returning seq
            )
            insert into contact_outbox (seq) select seq from made
            """)
        .param(Rows.time(decidedAt))
        .param(Rows.column(contacts, Contact::id))
        .param(Rows.column(contacts, Contact::campaignId))
        .param(Rows.column(contacts, Contact::userId))
        .param(Rows.column(contacts, Contact::offerId))
        .param(Rows.column(contacts, Contact::variant))
        .param(Rows.column(contacts, Contact::allocationId))
        .param(Rows.column(contacts, Contact::tier))
        .param(Rows.column(contacts, c -> c.channel().id()))
        .param(Rows.column(contacts, c -> StoredJson.write(c.creative())))
        .param(Rows.column(contacts, c -> c.cost().micros()))
        .param(Rows.column(contacts, Contact::expectedValue))
        .update();
  }

  /** Nobody else takes contacts until the transaction ends; after {@link JdbcPersons#share}. */
  static void lockAll(JdbcClient jdbc) {
    jdbc.sql("select pg_advisory_xact_lock(?)").param(LOCK).query((_, _) -> true).single();
  }

  /** Users whom a campaign has contacted as often as its limit allows, as {@link Contacts#key}. */
  static Set<String> exhausted(
      JdbcClient jdbc, @Nullable String[] campaignIds, @Nullable String[] limits) {
    return new HashSet<>(
        jdbc.sql(
                """
                select c.campaign_id || '/' || c.user_id
                from unnest(?::text[], ?::text[]) as l (campaign_id, most)
                join contact c on c.campaign_id = l.campaign_id
                group by c.campaign_id, c.user_id, l.most
                having count(*) >= l.most::bigint
                """)
            .param(campaignIds)
            .param(limits)
            .query(String.class)
            .list());
  }

  /** The variants that users have got of these campaigns, as {@link Contacts#key}. */
  static Map<String, String> variants(JdbcClient jdbc, String[] campaignIds) {
    Map<String, String> variants = new HashMap<>();
    if (campaignIds.length > 0) {
      jdbc.sql(
              "select campaign_id, user_id, min(variant) from contact"
                  + " where campaign_id = any(?) and variant is not null"
                  + " group by campaign_id, user_id")
          .param(campaignIds)
          .query(
              row -> {
                variants.put(Contacts.key(row.getString(1), row.getString(2)), row.getString(3));
              });
    }
    return variants;
  }

  private ContactRows() {}
}
