package io.tierwise.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tierwise.simulator.CampaignOutcome.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CampaignResponsesTest {
  private static final Instant FROM = Shops.END.plusSeconds(60);
  private static final ResponseWindow WINDOW =
      new ResponseWindow(FROM, FROM.plus(Duration.ofMinutes(20)));
  private static final ShopTruth TRUTH = Shops.DEFAULT.truth();

  /** Half of the shop's customers each with an offer of the category they like best. */
  private record Experiment(List<Contact> contacts, List<String> controls) {
    static Experiment draw(long seed) {
      List<CustomerTruth> customers = new ArrayList<>(TRUTH.customers());
      Collections.shuffle(customers, new Random(seed));
      List<CustomerTruth> treated = customers.subList(0, 2_500);
      List<CustomerTruth> held = customers.subList(2_500, 3_000);
      return new Experiment(
          treated.stream().map(customer -> contact(customer, 1)).toList(),
          held.stream().map(CustomerTruth::customerId).toList());
    }
  }

  private static Contact contact(CustomerTruth customer, int number) {
    String favourite =
        customer.taste().entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .orElseThrow()
            .getKey();
    return new Contact(
        "ct-" + customer.customerId() + "-" + number,
        "camp-1",
        "offer-" + favourite,
        customer.customerId(),
        "email",
        "default",
        List.of(favourite),
        List.of());
  }

  @Test
  void theTrueEffectLiesInTheIntervalAsOftenAsTheIntervalSays() {
    int covered = 0;
    int significant = 0;
    int runs = 40;
    for (int run = 0; run < runs; run++) {
      Experiment experiment = Experiment.draw(run);
      CampaignOutcome outcome =
          new CampaignResponses(Shops.DEFAULT, run)
              .play(experiment.contacts(), experiment.controls(), WINDOW);
      double[] interval = interval(outcome.treated(), outcome.control());
      double truth = CampaignOutcome.trueLift(outcome.treated());
      covered += interval[0] <= truth && truth <= interval[1] ? 1 : 0;
      significant += interval[0] > 0 ? 1 : 0;
    }
    // 95 % nominal: fewer than 34 of 40 has a probability below 1 in 300.
    assertThat(covered).isGreaterThanOrEqualTo(34);
    assertThat(significant).isGreaterThanOrEqualTo(36);
  }

  @Test
  void treatedConvertVisiblyMoreThanTheControlGroupAndBothBelievably() {
    Experiment experiment = Experiment.draw(99);
    CampaignOutcome outcome =
        new CampaignResponses(Shops.DEFAULT, 99)
            .play(experiment.contacts(), experiment.controls(), WINDOW);
    assertThat(outcome.treated()).hasSize(2_500);
    assertThat(outcome.control()).hasSize(500);
    assertThat(CampaignOutcome.conversion(outcome.treated())).isBetween(0.08, 0.15);
    assertThat(CampaignOutcome.conversion(outcome.control())).isBetween(0.02, 0.07);
    assertThat(outcome.control()).allSatisfy(r -> assertThat(r.probability()).isEqualTo(r.base()));
    assertThat(outcome.treated())
        .allSatisfy(
            r ->
                assertThat(r.probability() - r.base())
                    .isCloseTo(
                        TRUTH.customer(r.customerId()).liftByChannel().get("email"),
                        org.assertj.core.api.Assertions.within(0.05)));
  }

  @Test
  void eventsAgreeWithTheResponsesAndStayWithinTheWindow() {
    Experiment experiment = Experiment.draw(3);
    CampaignOutcome outcome =
        new CampaignResponses(Shops.DEFAULT, 3)
            .play(experiment.contacts(), experiment.controls(), WINDOW);
    assertThat(outcome.events())
        .isSortedAccordingTo(java.util.Comparator.comparing(ShopEvent::timestamp))
        .allSatisfy(
            event ->
                assertThat(event.timestamp())
                    .isAfterOrEqualTo(WINDOW.from())
                    .isBefore(WINDOW.to()));
    assertThat(outcome.events().stream().map(ShopEvent::messageId)).doesNotHaveDuplicates();
    assertThat(users(outcome, EventKind.ORDER_COMPLETED))
        .doesNotHaveDuplicates()
        .containsExactlyInAnyOrderElementsOf(
            outcome.responses().stream()
                .filter(Response::converted)
                .map(Response::customerId)
                .toList());
    assertThat(users(outcome, EventKind.PROMOTION_VIEWED))
        .doesNotContainAnyElementsOf(experiment.controls());
    int views = users(outcome, EventKind.PROMOTION_VIEWED).size();
    assertThat(views).isBetween(1_050, 1_350);
    assertThat(users(outcome, EventKind.PROMOTION_CLICKED)).hasSizeBetween(views / 10, views / 2);
  }

  @Test
  void orderIdsAreNotThoseOfTheHistory() {
    Experiment experiment = Experiment.draw(5);
    CampaignResponses responses = new CampaignResponses(Shops.DEFAULT, 5);
    ResponseWindow later = new ResponseWindow(WINDOW.to(), WINDOW.to().plusSeconds(600));
    List<String> ids = new ArrayList<>();
    for (ResponseWindow window : List.of(WINDOW, later)) {
      responses.play(experiment.contacts(), experiment.controls(), window).events().stream()
          .filter(event -> event.is(EventKind.ORDER_COMPLETED))
          .map(event -> ((ShopEvent.Order) event.payload()).order().orderId())
          .forEach(ids::add);
    }
    assertThat(ids).doesNotHaveDuplicates().noneMatch(id -> id.matches("o-\\d{7}"));
  }

  @Test
  void anAnswerDependsOnNobodyElse() {
    Experiment experiment = Experiment.draw(4);
    CampaignResponses responses = new CampaignResponses(Shops.DEFAULT, 4);
    List<Response> all =
        responses.play(experiment.contacts(), experiment.controls(), WINDOW).treated();
    List<Contact> some = new ArrayList<>(experiment.contacts().subList(0, 100));
    Collections.reverse(some);
    assertThat(all).containsAll(responses.play(some, List.of(), WINDOW).responses());
  }

  @Test
  void everyFurtherContactAddsLess() {
    CustomerTruth customer =
        TRUTH.customers().stream()
            .filter(c -> c.valueClass() == ValueClass.HIGH && c.liftByChannel().get("email") > 0.05)
            .findFirst()
            .orElseThrow();
    CampaignResponses responses = new CampaignResponses(Shops.DEFAULT, 1);
    double[] probability = new double[4];
    for (int count = 0; count < probability.length; count++) {
      List<Contact> contacts =
          java.util.stream.IntStream.range(0, count).mapToObj(i -> contact(customer, i)).toList();
      probability[count] =
          responses
              .play(contacts, List.of(customer.customerId()), WINDOW)
              .responses()
              .getFirst()
              .probability();
    }
    assertThat(probability[0]).isEqualTo(customer.baseConversion());
    assertThat(probability).isSorted();
    assertThat(probability[2] - probability[1]).isLessThan(0.6 * (probability[1] - probability[0]));
  }

  @Test
  void aMatchingOfferDoesMoreThanAForeignOne() {
    long better =
        TRUTH.customers().stream()
            .filter(customer -> customer.liftByChannel().get("email") > 0)
            .filter(
                customer -> {
                  String id = customer.customerId();
                  String favourite = contact(customer, 1).categories().getFirst();
                  return TRUTH.treatmentEffect(id, "email", List.of(favourite), List.of())
                      <= TRUTH.treatmentEffect(id, "email", List.of("No such category"), List.of());
                })
            .count();
    assertThat(better).isZero();
  }

  @Test
  void usersWhomTheShopDoesNotKnowDoNotAnswer() {
    Contact stranger =
        new Contact("ct-1", "camp", "offer", "anon:x", "email", "default", List.of(), List.of());
    CampaignOutcome outcome =
        new CampaignResponses(Shops.DEFAULT, 1).play(List.of(stranger), List.of("c-x"), WINDOW);
    assertThat(outcome.events()).isEmpty();
    assertThat(outcome.responses()).isEmpty();
  }

  @Test
  void aWindowIsAtLeastASecondLong() {
    assertThatThrownBy(() -> new ResponseWindow(FROM, FROM.plusMillis(999)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("less than a second");
  }

  private static List<String> users(CampaignOutcome outcome, EventKind kind) {
    return outcome.events().stream()
        .filter(event -> event.is(kind))
        .map(event -> String.valueOf(event.userId()))
        .toList();
  }

  /** 95 % interval of the difference of conversions, by the normal approximation. */
  private static double[] interval(List<Response> treated, List<Response> control) {
    double t = CampaignOutcome.conversion(treated);
    double c = CampaignOutcome.conversion(control);
    double error = Math.sqrt(t * (1 - t) / treated.size() + c * (1 - c) / control.size());
    return new double[] {t - c - 1.96 * error, t - c + 1.96 * error};
  }
}
