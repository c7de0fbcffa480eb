package io.tierwise.campaign;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tierwise.campaign.audience.Persons;
import io.tierwise.campaign.audience.Persons.Person;
import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.contact.Contacts.Charge;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.money.Money;
import io.tierwise.campaign.outcome.OrderSeen;
import io.tierwise.campaign.outcome.Outcomes;
import io.tierwise.campaign.outcome.Touch;
import io.tierwise.campaign.report.Dimension;
import io.tierwise.campaign.report.MoneyReport;
import io.tierwise.campaign.report.ReportMoney;
import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.node.ObjectNode;

/** What was recorded of an id goes with the person that profiles give it to, and back. */
class PersonsIT extends CampaignServiceIT {
  private static final Instant T = Instant.parse("2026-11-10T12:00:00Z");
  private static final Comparator<Person> BY_TIME = Comparator.comparing(Person::asOf);
  @Autowired Campaigns campaigns;
  @Autowired Contacts contacts;
  @Autowired Outcomes outcomes;
  @Autowired Persons persons;
  @Autowired ReportMoney reports;

  private Charge charge(String campaign, String user, Instant at) {
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
    return contacts.charge(contact, 2);
  }

  private void click(String campaign, String user, String id, Instant at) {
    Touch touch = new Touch(user, id, Touch.Kind.CLICK, null, campaign, null, at);
    outcomes.keep(List.of(touch), List.of(), List.of());
  }

  private void buy(String user, String order, String revenue, boolean completed, Instant at) {
    OrderSeen seen = new OrderSeen(user, order, Money.of(revenue), completed, at, List.of(), null);
    outcomes.keep(List.of(), List.of(seen), List.of());
  }

  private int contactsOf(String user) {
    return get("/v1/users/" + user + "/contacts").body().get("items").size();
  }

  private MoneyReport report(String campaign) {
    return reports.report(campaign).orElseThrow();
  }

  private void sendProfile(String user, String... mergedIds) {
    ObjectNode features = (ObjectNode) JSON.readTree(ContractJson.write(features(user, 1)));
    var merged = features.putArray("mergedIds");
    List.of(mergedIds).forEach(merged::add);
    kafka.send(Topics.PROFILE_FEATURES, user, features.toString().getBytes(UTF_8));
  }

  @Test
  void visitorWhoClicked_thenIdentifiedAndOrdered_isOnePerson_untilSplit() {
    String id = campaign("persons", "onsite", "10", 0);
    assertThat(charge(id, "anon:px", T)).isEqualTo(Charge.CHARGED);
    click(id, "anon:px", "k1", T.plusSeconds(5));
    buy("pu", "o1", "40", true, T.plusSeconds(60));
    assertThat(report(id).totals().conversions()).isZero();

    sendProfile("pu", "anon:px");
    await().atMost(Duration.ofSeconds(60)).until(() -> contactsOf("pu") == 1);
    assertThat(contactsOf("anon:px")).isEqualTo(1);
    assertThat(report(id).totals().conversions()).isEqualByComparingTo("1");
    assertThat(report(id).totals().revenue()).isEqualTo(Money.of("40"));
    assertThat(report(id).experiments().getFirst().lift().treated().converted()).isEqualTo(1);
    // The update of the order comes from the device on which nobody is signed in.
    buy("anon:px", "o1", "45", false, T.plusSeconds(70));
    assertThat(report(id).totals().revenue()).isEqualTo(Money.of("45"));
    assertThat(report(id).totals().conversions()).isEqualByComparingTo("1");
    // The limit is that of the person.
    assertThat(charge(id, "pu", T.plusSeconds(80))).isEqualTo(Charge.CHARGED);
    assertThat(charge(id, "anon:px", T.plusSeconds(90))).isEqualTo(Charge.USER_EXHAUSTED);
    assertThat(report(id).experiments().getFirst().lift().treated().users()).isEqualTo(1);

    sendProfile("anon:px");
    sendProfile("pu");
    await().atMost(Duration.ofSeconds(60)).until(() -> contactsOf("pu") == 1);
    assertThat(contactsOf("anon:px")).isEqualTo(1);
    assertThat(get("/v1/users/pu/contacts").body().get("items").get(0).get("userId").asString())
        .isEqualTo("pu");
    assertThat(report(id).experiments().getFirst().lift().treated().users()).isEqualTo(2);
    assertThat(report(id).experiments().getFirst().lift().treated().revenue())
        .isEqualTo(Money.of("45"));
    assertThat(charge(id, "anon:px", T.plusSeconds(95))).isEqualTo(Charge.CHARGED);
    assertThat(charge(id, "pu", T.plusSeconds(96))).isEqualTo(Charge.CHARGED);
  }

  @Test
  void clickOfAVisitorOnAContactOfAUser_isTheUsersOnceTheyAreOne() {
    String id = campaign("persons-mail", "email", "10", 0);
    assertThat(charge(id, "mail-u", T)).isEqualTo(Charge.CHARGED);
    String contact =
        get("/v1/users/mail-u/contacts").body().get("items").get(0).get("contactId").asString();
    Touch click =
        new Touch("anon:mail-x", "k", Touch.Kind.CLICK, contact, id, null, T.plusSeconds(5));
    outcomes.keep(List.of(click), List.of(), List.of());
    assertThat(clicksByTier(id)).containsExactly("unknown 1");

    persons.follow(List.of(new Person("mail-u", List.of("anon:mail-x"), T)));
    assertThat(clicksByTier(id)).containsExactly("Gold 1");
    persons.follow(List.of(new Person("anon:mail-x", List.of(), T.plusSeconds(1))));
    assertThat(clicksByTier(id)).containsExactly("unknown 1");
  }

  private List<String> clicksByTier(String campaign) {
    return report(campaign).by(Dimension.TIER).stream()
        .filter(part -> part.figures().clicks() > 0)
        .map(part -> part.key() + " " + part.figures().clicks())
        .toList();
  }

  @Test
  void profilesInAnyOrder_comeToTheLastOfEach() {
    List<Person> told =
        List.of(
            new Person("po-u", List.of("po-x", "po-y"), T),
            new Person("po-u", List.of("po-y"), T.plusSeconds(2)),
            new Person("po-v", List.of("po-x"), T.plusSeconds(2)),
            new Person("po-v", List.of("po-x", "po-y"), T.plusSeconds(4)),
            new Person("po-u", List.of(), T.plusSeconds(4)),
            new Person("po-x", List.of(), T.plusSeconds(6)),
            new Person("po-v", List.of("po-y"), T.plusSeconds(6)));
    for (int seed = 0; seed < 20; seed++) {
      jdbc.sql("delete from member_identity where alias_id like 'po-%'").update();
      List<Person> shuffled = new ArrayList<>(told);
      Collections.shuffle(shuffled, new Random(seed));
      // Messages of one user keep their order; those of different users do not.
      for (String user : List.of("po-u", "po-v", "po-x")) {
        List<Person> ordered =
            shuffled.stream().filter(p -> p.userId().equals(user)).sorted(BY_TIME).toList();
        int next = 0;
        for (int i = 0; i < shuffled.size(); i++) {
          if (shuffled.get(i).userId().equals(user)) {
            shuffled.set(i, ordered.get(next++));
          }
        }
      }
      shuffled.forEach(person -> persons.follow(List.of(person)));
      assertThat(persons.canonical("po-x")).as("seed %d", seed).isEqualTo("po-x");
      assertThat(persons.canonical("po-y")).as("seed %d", seed).isEqualTo("po-v");
    }
  }
}
