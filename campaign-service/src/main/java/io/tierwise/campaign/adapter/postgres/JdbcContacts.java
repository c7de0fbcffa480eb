package io.tierwise.campaign.adapter.postgres;

import static io.tierwise.campaign.adapter.postgres.JdbcPersons.PERSON;

import io.tierwise.campaign.contact.Arm;
import io.tierwise.campaign.contact.Candidate;
import io.tierwise.campaign.contact.Choice;
import io.tierwise.campaign.contact.Choice.Refusal;
import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.contact.ExperimentUnit;
import io.tierwise.campaign.contact.ListedContact;
import io.tierwise.campaign.lifecycle.Campaign;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Contacts, and the one statement that guards all limits on them. */
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

  private static final String DECIDE =
      """
      select chosen, refusals from decide_contact(?, ?, ?, ?, ?, ?, ?, ?, ?, ?,
        ?::text[]::bigint[], ?::text[]::float8[], ?::text[]::integer[], ?::text[]::bigint[],
        ?::text[]::boolean[], ?)
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
        new StringBuilder(
            "select "
                + ContactRows.COLUMNS
                + ", c.campaign_version from contact c where c.seq > ?");
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
        .query(
            (row, _) ->
                new ListedContact(
                    ContactRows.contact(row),
                    row.getObject("campaign_version", Long.class),
                    row.getLong("seq")))
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
  public Map<String, String> variants(Collection<Campaign> campaigns) {
    return ContactRows.variants(
        jdbc,
        campaigns.stream()
            .filter(c -> c.plan().contactsPerUser() > 1)
            .map(Campaign::id)
            .toArray(String[]::new));
  }

  @Override
  public Optional<Contact> find(String id) {
    return jdbc.sql("select " + ContactRows.COLUMNS + " from contact c where c.id = ?")
        .param(id)
        .query((row, _) -> ContactRows.contact(row))
        .optional();
  }

  @Override
  public Choice choose(List<Candidate> candidates, boolean unlessWaiting) {
    Contact first = candidates.getFirst().contact();
    List<Contact> contacts = candidates.stream().map(Candidate::contact).toList();
    return jdbc.sql(DECIDE)
        .params(first.userId(), first.channel().id(), Rows.time(first.decidedAt()))
        .param(first.tier())
        .param(first.allocationId())
        .param(Rows.column(contacts, Contact::id))
        .param(Rows.column(contacts, Contact::campaignId))
        .param(Rows.column(contacts, Contact::offerId))
        .param(Rows.column(contacts, Contact::variant))
        .param(Rows.column(contacts, c -> StoredJson.write(c.creative())))
        .param(Rows.column(contacts, c -> c.cost().micros()))
        .param(Rows.column(contacts, Contact::expectedValue))
        .param(Rows.column(candidates, Candidate::contactsPerUser))
        .param(Rows.column(candidates, Candidate::dayMost))
        .param(Rows.column(candidates, Candidate::heldOut))
        .param(unlessWaiting)
        .query((row, _) -> choice(row, candidates))
        .single();
  }

  private static Choice choice(ResultSet row, List<Candidate> candidates) throws SQLException {
    int chosen = row.getInt("chosen");
    List<Refusal> refusals = new ArrayList<>();
    for (Object name : (Object[]) row.getArray("refusals").getArray()) {
      if (name != null) {
        refusals.add(new Refusal(limit((String) name), (String) name));
      }
    }
    return new Choice(
        chosen == 0 ? Optional.empty() : Optional.of(candidates.get(chosen - 1)), refusals);
  }

  private static Choice.Limit limit(String name) {
    return switch (name) {
      case "waiting" -> Choice.Limit.WAITING;
      case "channel-day" -> Choice.Limit.CHANNEL_DAY;
      case "campaign-contacts" -> Choice.Limit.CAMPAIGN_CONTACTS;
      case "held-out" -> Choice.Limit.HELD_OUT;
      case "budget" -> Choice.Limit.BUDGET;
      case "pace" -> Choice.Limit.PACE;
      default -> Choice.Limit.USER_CAP;
    };
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
