package io.tierwise.campaign.adapter.postgres;

import io.tierwise.campaign.contact.Arm;
import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.contact.ExperimentUnit;
import io.tierwise.campaign.run.AllocationDraft;
import io.tierwise.campaign.run.PlannedContact;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Makes the contacts of a draft that budgets still allow; part of a transaction. */
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
    Map<String, Long> left = lockBudgets();
    List<PlannedContact> kept = affordable(left, exhausted());
    spend(kept);
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
  private Map<String, Long> lockBudgets() {
    Map<String, Long> left = new HashMap<>();
    jdbc.sql(
            """
            select b.campaign_id, b.budget_micros - b.spent_micros
            from campaign_budget b join campaign c on c.id = b.campaign_id
            where b.campaign_id = any(?) and c.status = 'RUNNING'
            order by b.campaign_id for update of b
            """)
        .param(draft.contactsPerUser().keySet().toArray(String[]::new))
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

  private List<PlannedContact> affordable(Map<String, Long> left, Set<String> exhausted) {
    List<PlannedContact> kept = new ArrayList<>();
    for (PlannedContact planned : draft.contacts()) {
      Contact contact = planned.contact();
      Long rest = left.get(contact.campaignId());
      if (rest != null
          && contact.cost().micros() <= rest
          && !exhausted.contains(Contacts.key(contact.campaignId(), contact.userId()))) {
        left.put(contact.campaignId(), rest - contact.cost().micros());
        kept.add(planned);
      }
    }
    return kept;
  }

  private void spend(List<PlannedContact> kept) {
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
                update campaign_budget b set spent_micros = spent_micros + s.cost::bigint
                from unnest(?::text[], ?::text[]) as s (campaign_id, cost)
                where b.campaign_id = s.campaign_id
                  and b.spent_micros + s.cost::bigint <= b.budget_micros
                """)
            .param(Rows.column(ids, id -> id))
            .param(Rows.column(ids, id -> Objects.requireNonNull(spend.get(id))))
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
