package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.contact.Arm;
import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.contact.ExperimentUnit;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.pressure.CapLedger;
import io.tierwise.campaign.pressure.ContactPolicy;
import io.tierwise.campaign.run.AllocationDraft;
import io.tierwise.campaign.run.PlannedContact;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the contacts of a draft that every limit still allows; part of a transaction. */
final class AllocationCommit {
  private static final int CHUNK = 5_000;
  private final JdbcClient jdbc;
  private final AllocationDraft draft;
  private final Instant now;

  AllocationCommit(JdbcClient jdbc, AllocationDraft draft, Instant now) {
    this.jdbc = jdbc;
    this.draft = draft;
    this.now = now;
  }

  List<PlannedContact> carryOut() {
    JdbcPersons.share(jdbc);
    ContactRows.lockAll(jdbc);
    ContactPolicy policy = JdbcContactPolicies.read(jdbc).policy();
    LocalDate today = policy.dayOf(now);
    Map<String, Long> left = lockBudgets(today);
    List<PlannedContact> kept = allowed(left, policy, today);
    spend(kept, today);
    List<Contact> contacts = kept.stream().map(PlannedContact::contact).toList();
    for (int from = 0; from < contacts.size(); from += CHUNK) {
      ContactRows.insert(
          jdbc, contacts.subList(from, Math.min(contacts.size(), from + CHUNK)), now);
    }
    ExperimentRows.insert(
        jdbc, draft.controls().stream().filter(u -> left.containsKey(u.campaignId())).toList());
    ExperimentRows.insert(
        jdbc, kept.stream().filter(PlannedContact::treated).map(this::treated).toList());
    return kept;
  }

  /** Decisions wait until this transaction ends. In the order of ids, against deadlocks. */
  private Map<String, Long> lockBudgets(LocalDate today) {
    Map<String, Long> left = new HashMap<>();
    jdbc.sql(
            """
            select b.campaign_id, left_of(b, ?, d.most::bigint)
            from campaign_budget b join campaign c on c.id = b.campaign_id
            join unnest(?::text[], ?::text[]) as d (campaign_id, most) using (campaign_id)
            where c.status = 'RUNNING'
            order by b.campaign_id for update of b
            """)
        .param(today)
        .param(Rows.column(List.copyOf(draft.dayBudgets().entrySet()), Map.Entry::getKey))
        .param(Rows.column(List.copyOf(draft.dayBudgets().entrySet()), Map.Entry::getValue))
        .query(
            row -> {
              left.put(row.getString(1), row.getLong(2));
            });
    return left;
  }

  private Set<String> exhausted() {
    List<Map.Entry<String, Integer>> limits = List.copyOf(draft.contactsPerUser().entrySet());
    return ContactRows.exhausted(
        jdbc, Rows.column(limits, Map.Entry::getKey), Rows.column(limits, Map.Entry::getValue));
  }

  /** What was planned and every limit still allows; limits are as they are now, under locks. */
  private List<PlannedContact> allowed(
      Map<String, Long> left, ContactPolicy policy, LocalDate today) {
    Set<String> exhausted = exhausted();
    Map<String, String> variants =
        ContactRows.variants(
            jdbc,
            draft.contactsPerUser().entrySet().stream()
                .filter(limit -> limit.getValue() > 1)
                .map(Map.Entry::getKey)
                .toArray(String[]::new));
    CapLedger caps = CapRows.ledger(jdbc, policy, now);
    Map<Channel, Long> capacity = capacity(policy, today);
    List<PlannedContact> kept = new ArrayList<>();
    for (PlannedContact planned : draft.contacts()) {
      Contact contact = planned.contact();
      String key = Contacts.key(contact.campaignId(), contact.userId());
      Long rest = left.get(contact.campaignId());
      String variant = contact.variant();
      if (rest != null
          && contact.cost().micros() <= rest
          && !exhausted.contains(key)
          && (variant == null || variants.getOrDefault(key, variant).equals(variant))
          && caps.allows(contact.userId(), contact.channel())
          && capacity.getOrDefault(contact.channel(), 1L) > 0) {
        left.put(contact.campaignId(), rest - contact.cost().micros());
        caps.take(contact.userId(), contact.channel());
        capacity.computeIfPresent(contact.channel(), (_, most) -> most - 1);
        kept.add(planned);
      }
    }
    count(kept, capacity.keySet(), today);
    return kept;
  }

  /** What channels can still make on this day, where that is limited. */
  private Map<Channel, Long> capacity(ContactPolicy policy, LocalDate today) {
    Map<Channel, Long> capacity = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      if (policy.channel(channel).capacityPerDay() != null) {
        capacity.put(
            channel,
            jdbc.sql("select channel_left(policy, ?, ?) from contact_policy")
                .params(channel.id(), today)
                .query(Long.class)
                .single());
      }
    }
    return capacity;
  }

  private void count(List<PlannedContact> kept, Set<Channel> limited, LocalDate today) {
    for (Channel channel : limited) {
      long made = kept.stream().filter(p -> p.contact().channel() == channel).count();
      jdbc.sql("update channel_day set contacts = contacts + ? where channel = ? and day = ?")
          .params(made, channel.id(), today)
          .update();
    }
  }

  private void spend(List<PlannedContact> kept, LocalDate today) {
    Map<String, Long> spend = new HashMap<>();
    kept.forEach(
        p -> spend.merge(p.contact().campaignId(), p.contact().cost().micros(), Long::sum));
    List<String> ids = spend.keySet().stream().sorted().toList();
    if (ids.isEmpty()) {
      return;
    }
    int charged =
        jdbc.sql(
                """
                update campaign_budget b set spent_micros = spent_micros + s.cost::bigint,
                  day_spent_micros =
                    case when b.day >= t.day then day_spent_micros else 0 end + s.cost::bigint,
                  day = greatest(b.day, t.day)
                from unnest(?::text[], ?::text[]) as s (campaign_id, cost),
                  (select ?::date as day) t
                where b.campaign_id = s.campaign_id
                  and b.spent_micros + s.cost::bigint <= b.budget_micros
                """)
            .param(Rows.column(ids, id -> id))
            .param(Rows.column(ids, id -> Objects.requireNonNull(spend.get(id))))
            .param(today)
            .update();
    if (charged != ids.size()) {
      throw new IllegalStateException("a locked budget changed: " + spend);
    }
  }

  private ExperimentUnit treated(PlannedContact planned) {
    return new ExperimentUnit(
        planned.contact().campaignId(), planned.contact().userId(), Arm.TREATED, now);
  }
}
