package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.JdbcPersons.PERSON;

import io.tierwise.campaign.contact.Arm;
import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.contact.ExperimentUnit;
import io.tierwise.campaign.contact.ListedContact;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Channel;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionStatus;
import org.springframework.transaction.support.TransactionTemplate;

/** Contacts, and the one statement that guards budgets. */
public final class JdbcContacts implements Contacts {
  private static final Duration CLAIM = Duration.ofSeconds(30);

  /** What the service sends itself: contacts of the channels that have a delivery. */
  private static final String QUEUE =
      """
      insert into message (key, user_id, came_as, channel, template, fields, campaign_id,
        contact_id, due, priority, queued_at, changed_at)
      select c.id, c.user_id, c.came_as, c.channel, c.creative ->> 'template', c.creative,
             c.campaign_id, c.id, ?, 0, ?, ?
      from contact c join channel_delivery d on d.channel = c.channel
      where c.id = any(?) order by c.seq
      on conflict (key) do nothing
      """;

  private final JdbcClient jdbc;
  private final TransactionTemplate transactions;

  public JdbcContacts(JdbcClient jdbc, TransactionTemplate transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  @Override
  public List<ListedContact> list(Filter filter, long after, int limit) {
    StringBuilder sql =
        new StringBuilder("select " + ContactRows.COLUMNS + " from contact c where c.seq > ?");
    List<Object> arguments = new ArrayList<>(List.of(after));
    String userId = filter.userId();
    if (userId != null) {
      sql.append(" and c.user_id = ").append(PERSON);
      arguments.addAll(List.of(userId, userId));
    }
    with(sql, arguments, "c.campaign_id", filter.campaignId());
    with(sql, arguments, "c.allocation_id", filter.allocationId());
    arguments.add(limit);
    return jdbc.sql(sql + " order by c.seq limit ?")
        .params(arguments)
        .query((row, _) -> new ListedContact(ContactRows.contact(row), row.getLong("seq")))
        .list();
  }

  private static void with(
      StringBuilder sql, List<Object> arguments, String column, @Nullable String value) {
    if (value != null) {
      sql.append(" and ").append(column).append(" = ?");
      arguments.add(value);
    }
  }

  @Override
  public List<ExperimentUnit> controls(String campaignId, @Nullable String afterUser, int limit) {
    return jdbc.sql(
            """
            select campaign_id, user_id, arm, at from (
              select distinct on (user_id) campaign_id, user_id, arm, at from experiment_unit
              where campaign_id = ? and user_id > ? order by user_id, at, came_as) u
            where arm = 'CONTROL' order by user_id limit ?
            """)
        .params(campaignId, afterUser == null ? "" : afterUser, limit)
        .query(
            (row, _) ->
                new ExperimentUnit(
                    row.getString(1), row.getString(2), Arm.CONTROL, Rows.instant(row, "at")))
        .list();
  }

  @Override
  public Set<String> exhausted(Collection<Campaign> campaigns) {
    List<Campaign> list = List.copyOf(campaigns);
    return ContactRows.exhausted(
        jdbc, Rows.column(list, Campaign::id), Rows.column(list, c -> c.plan().contactsPerUser()));
  }

  @Override
  public Set<String> exhaustedFor(String userId, Collection<Campaign> campaigns) {
    List<Campaign> list = List.copyOf(campaigns);
    return new HashSet<>(
        jdbc.sql(
                """
                select c.campaign_id
                from unnest(?::text[], ?::text[]) as l (campaign_id, most)
                join contact c on c.campaign_id = l.campaign_id and c.user_id = %s
                group by c.campaign_id, l.most
                having count(*) >= l.most::bigint
                """
                    .formatted(PERSON))
            .param(Rows.column(list, Campaign::id))
            .param(Rows.column(list, c -> c.plan().contactsPerUser()))
            .param(userId)
            .param(userId)
            .query(String.class)
            .list());
  }

  @Override
  public Optional<Contact> planned(String userId, Channel channel, Collection<Campaign> campaigns) {
    return jdbc.sql(
            "select "
                + ContactRows.COLUMNS
                + """
                 from contact c
                 where c.user_id = %s and c.channel = ? and c.campaign_id = any(?)
                   and not exists (select 1 from touch t
                                   where t.user_id = c.user_id and t.contact_id = c.id)
                 order by c.expected_value desc, c.seq limit 1
                """
                    .formatted(PERSON))
        .params(
            userId,
            userId,
            channel.id(),
            campaigns.stream().map(Campaign::id).toArray(String[]::new))
        .query((row, _) -> ContactRows.contact(row))
        .optional();
  }

  @Override
  public Charge charge(Contact contact, int contactsPerUser, ExperimentUnit unit) {
    return Objects.requireNonNull(
        transactions.execute(status -> charge(contact, contactsPerUser, unit, status)));
  }

  private Charge charge(
      Contact contact, int contactsPerUser, ExperimentUnit unit, TransactionStatus status) {
    JdbcPersons.share(jdbc);
    // Locks the campaign's budget until the end: whoever comes next sees this contact.
    int charged =
        jdbc.sql(
                """
                update campaign_budget b set spent_micros = spent_micros + ?
                from campaign c
                where b.campaign_id = ? and c.id = b.campaign_id and c.status = 'RUNNING'
                  and b.spent_micros + ? <= b.budget_micros
                """)
            .params(contact.cost().micros(), contact.campaignId(), contact.cost().micros())
            .update();
    if (charged == 0) {
      return Charge.BUDGET_EXHAUSTED;
    }
    long before =
        jdbc.sql("select count(*) from contact where campaign_id = ? and user_id = " + PERSON)
            .params(contact.campaignId(), contact.userId(), contact.userId())
            .query(Long.class)
            .single();
    if (before >= contactsPerUser) {
      status.setRollbackOnly();
      return Charge.USER_EXHAUSTED;
    }
    ContactRows.insert(jdbc, List.of(contact), contact.decidedAt());
    ExperimentRows.insert(jdbc, List.of(unit));
    return Charge.CHARGED;
  }

  @Override
  public void keepUnit(ExperimentUnit unit) {
    transactions.executeWithoutResult(
        _ -> {
          JdbcPersons.share(jdbc);
          ExperimentRows.insert(jdbc, List.of(unit));
        });
  }

  @Override
  public List<Contact> claimUnpublished(int limit, Instant now) {
    return jdbc.sql(
            """
            with claimed as (
              update contact_outbox set claimed_until = ?
              where seq in (
                select seq from contact_outbox
                where claimed_until is null or claimed_until < ?
                order by seq limit ? for update skip locked)
              returning seq
            )
            select %s from contact c join claimed using (seq) order by seq
            """
                .formatted(ContactRows.COLUMNS))
        .params(Rows.time(now.plus(CLAIM)), Rows.time(now), limit)
        .query((row, _) -> ContactRows.contact(row))
        .list();
  }

  @Override
  public void confirmPublished(List<Contact> contacts, Instant now) {
    String[] ids = contacts.stream().map(Contact::id).toArray(String[]::new);
    transactions.executeWithoutResult(
        _ -> {
          JdbcPersons.share(jdbc);
          jdbc.sql(QUEUE).params(Rows.time(now), Rows.time(now), Rows.time(now), ids).update();
          jdbc.sql(
                  "delete from contact_outbox o using contact c where o.seq = c.seq and c.id = any(?)")
              .param(ids)
              .update();
        });
  }
}
