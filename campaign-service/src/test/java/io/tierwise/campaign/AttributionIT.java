package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.decision.PriceBook;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.outcome.OrderSeen;
import io.tierwise.campaign.outcome.Outcomes;
import io.tierwise.campaign.outcome.RefundSeen;
import io.tierwise.campaign.outcome.Touch;
import io.tierwise.campaign.pace.DayBudget;
import io.tierwise.campaign.report.Figures;
import io.tierwise.campaign.report.ReportMoney;
import io.tierwise.campaign.run.AllocationDraft;
import io.tierwise.campaign.run.AllocationResult;
import io.tierwise.campaign.run.AllocationRuns;
import io.tierwise.campaign.run.PlannedContact;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class AttributionIT extends CampaignServiceIT {
  private static final Instant T = Instant.parse("2026-11-10T12:00:00Z");
  @Autowired Campaigns campaigns;
  @Autowired Contacts contacts;
  @Autowired Outcomes outcomes;
  @Autowired ReportMoney reports;
  @Autowired AllocationRuns runs;

  private Contact contact(String campaign, String user, Instant at) {
    Campaign found = campaigns.find(campaign).orElseThrow();
    Contact contact =
        Contact.of(
            UUID.randomUUID().toString(),
            found,
            found.plan().offers().getFirst(),
            null,
            user,
            "Gold",
            0.1,
            at);
    assertThat(contacts.charge(contact, 5)).isEqualTo(Contacts.Charge.CHARGED);
    return contact;
  }

  private static Touch touch(Contact contact, String id, Touch.Kind kind, Instant at) {
    return new Touch(contact.userId(), id, kind, contact.id(), null, null, at);
  }

  private static OrderSeen bought(String user, String id, String revenue, Instant at) {
    return new OrderSeen(user, id, Money.of(revenue), true, at, List.of(), null);
  }

  private Figures totals(String campaign) {
    return reports.report(campaign).orElseThrow().totals();
  }

  @Test
  void order_belongsToTheLastClick_thenImpression_thenContact_andOnlyOnce() {
    String one = campaign("rule-1", "email", "10", 0);
    String two = campaign("rule-2", "email", "10", 0);
    Contact first = contact(one, "rule-u", T);
    Contact second = contact(two, "rule-u", T.plusSeconds(60));
    // Only contacts: the later one gets it.
    outcomes.keep(List.of(), List.of(bought("rule-u", "o1", "10", T.plusSeconds(100))), List.of());
    assertThat(totals(one).conversions()).isZero();
    assertThat(totals(two).conversions()).isEqualByComparingTo("1");
    // An impression of the first, arriving late, wins over the later contact of the second.
    outcomes.keep(
        List.of(touch(first, "v", Touch.Kind.IMPRESSION, T.plusSeconds(10))), List.of(), List.of());
    assertThat(totals(one).conversions()).isEqualByComparingTo("1");
    assertThat(totals(two).conversions()).isZero();
    // A click wins over a later impression.
    outcomes.keep(
        List.of(
            touch(second, "k", Touch.Kind.CLICK, T.plusSeconds(70)),
            touch(first, "v2", Touch.Kind.IMPRESSION, T.plusSeconds(80))),
        List.of(),
        List.of());
    assertThat(totals(one).conversions()).isZero();
    assertThat(totals(two).conversions()).isEqualByComparingTo("1");
    assertThat(totals(two).revenue()).isEqualTo(Money.of("10"));
    // A click after the order does not count.
    outcomes.keep(
        List.of(touch(first, "k2", Touch.Kind.CLICK, T.plusSeconds(200))), List.of(), List.of());
    assertThat(totals(one).conversions()).isZero();
  }

  @Test
  void order_outsideTheWindow_belongsToNobody() {
    String id = campaign("window", "email", "10", 0);
    contact(id, "window-u", T);
    outcomes.keep(
        List.of(),
        List.of(
            bought("window-u", "before", "5", T.minusSeconds(1)),
            bought("window-u", "last", "7", T.plus(Duration.ofDays(7)).minusSeconds(1)),
            bought("window-u", "late", "9", T.plus(Duration.ofDays(7)))),
        List.of());
    assertThat(totals(id).conversions()).isEqualByComparingTo("1");
    assertThat(totals(id).revenue()).isEqualTo(Money.of("7"));
  }

  @Test
  void revenue_isNetOfRefunds_inAnyOrderOfArrival() {
    String id = campaign("refund", "email", "10", 0);
    contact(id, "refund-u", T);
    RefundSeen part =
        new RefundSeen("refund-u", "r1", "o1", Money.of("4"), false, T.plusSeconds(500));
    outcomes.keep(List.of(), List.of(), List.of(part));
    outcomes.keep(
        List.of(), List.of(bought("refund-u", "o1", "10", T.plusSeconds(5))), List.of(part));
    assertThat(totals(id).revenue()).isEqualTo(Money.of("6"));
    // An update that arrives before and after the order counts by its own time.
    OrderSeen update =
        new OrderSeen("refund-u", "o2", Money.of("30"), false, T.plusSeconds(90), List.of(), null);
    outcomes.keep(List.of(), List.of(update), List.of());
    outcomes.keep(
        List.of(), List.of(bought("refund-u", "o2", "20", T.plusSeconds(8)), update), List.of());
    assertThat(totals(id).revenue()).isEqualTo(Money.of("36"));
    outcomes.keep(
        List.of(),
        List.of(),
        List.of(
            new RefundSeen("refund-u", "r2", "o1", null, false, T.plusSeconds(600)),
            new RefundSeen("refund-u", "r3", "o2", null, true, T.plusSeconds(600))));
    assertThat(totals(id).revenue()).isEqualTo(Money.ZERO);
    assertThat(totals(id).conversions()).isEqualByComparingTo("1");
  }

  @Test
  void touch_ofAForeignCampaign_isNotKept() {
    Outcomes.Kept kept =
        outcomes.keep(
            List.of(new Touch("u", "m", Touch.Kind.CLICK, "no-contact", "no-campaign", null, T)),
            List.of(),
            List.of());
    assertThat(kept.clicks()).isZero();
  }

  @Test
  void responses_countConversionsAndRipenUnanswered() {
    String id = campaign("ripe", "email", "10", 0);
    contact(id, "ripe-1", T);
    contact(id, "ripe-2", T);
    outcomes.keep(List.of(), List.of(bought("ripe-1", "o", "5", T.plusSeconds(60))), List.of());
    var count =
        outcomes.responses(T.plus(Duration.ofHours(84))).stream()
            .filter(c -> c.campaignId().equals(id))
            .findFirst()
            .orElseThrow();
    assertThat(count.responses()).isEqualTo(1);
    // One answered, the other half way through its window.
    assertThat(count.trials()).isEqualTo(1.5);
  }

  @Test
  void finish_dropsWhatTheBudgetNoLongerAllows() {
    String id = campaign("trim", "email", "0.30", 0);
    contact(id, "trim-early", T);
    String run = "run-" + UUID.randomUUID();
    jdbc.sql(
            "insert into allocation_run (id, state, request, created_at, leased_until)"
                + " values (?, 'RUNNING', '{\"campaignIds\": [], \"channelCapacity\": {}}',"
                + " now(), now() + interval '1 hour')")
        .param(run)
        .update();
    Campaign campaign = campaigns.find(id).orElseThrow();
    List<PlannedContact> planned = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      planned.add(
          new PlannedContact(
              Contact.of(
                  run + i,
                  campaign,
                  campaign.plan().offers().getFirst(),
                  run,
                  i == 0 ? "trim-early" : "trim-" + i,
                  null,
                  1.0 / (1 + i),
                  T),
              true));
    }
    AllocationDraft draft =
        new AllocationDraft(
            planned, List.of(), Map.of(id, 1), Map.of(id, DayBudget.UNLIMITED), PriceBook.EMPTY);
    List<List<PlannedContact>> seen = new ArrayList<>();
    var done =
        runs.finish(
            run,
            draft,
            kept -> {
              seen.add(kept);
              return result(kept);
            },
            T);
    assertThat(done).isPresent();
    assertThat(seen.getFirst()).isEqualTo(planned.subList(1, 6));
    assertThat(campaigns.find(id).orElseThrow().spent()).isEqualTo(Money.of("0.30"));
    // A second worker that took the run over too late changes nothing.
    assertThat(runs.finish(run, draft, AttributionIT::result, T)).isEmpty();
    assertThat(campaigns.find(id).orElseThrow().spent()).isEqualTo(Money.of("0.30"));
  }

  private static AllocationResult result(List<PlannedContact> kept) {
    return new AllocationResult(
        0,
        kept.size(),
        Money.ZERO,
        Money.ZERO,
        0,
        0,
        0,
        Map.of(),
        Map.of(),
        List.of(),
        List.of(),
        List.of(),
        0,
        List.of(),
        List.of(),
        0,
        0,
        List.of(),
        Map.of());
  }
}
