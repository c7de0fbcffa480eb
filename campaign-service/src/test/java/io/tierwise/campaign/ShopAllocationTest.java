package io.tierwise.campaign;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.campaign.allocation.AllocationPlan;
import io.tierwise.campaign.allocation.AllocationProblem;
import io.tierwise.campaign.allocation.RuleAllocation;
import io.tierwise.campaign.allocation.ShadowPriceAllocation;
import io.tierwise.campaign.allocation.Strategy;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.experiment.IncrementalRoi;
import io.tierwise.campaign.response.ResponseCount;
import io.tierwise.campaign.response.ResponsePrior;
import io.tierwise.campaign.response.ResponseRates;
import io.tierwise.campaign.response.UpliftRates;
import io.tierwise.simulator.CampaignOutcome;
import io.tierwise.simulator.CampaignResponses;
import io.tierwise.simulator.Contact;
import io.tierwise.simulator.ResponseWindow;
import io.tierwise.simulator.ShopEvent;
import io.tierwise.statistics.Interval;
import io.tierwise.statistics.NewcombeInterval;
import io.tierwise.statistics.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.Test;

/** What allocation earns on the generator's shop, whose true effects are known. */
class ShopAllocationTest {
  private static final ShopAudience AUDIENCE = new ShopAudience(7);
  private static final int LEARNING = 12;
  private static final double BUDGET = 0.25;
  private static final double HOLDOUT = 0.3;
  private static final ResponsePrior PRIOR = new ResponsePrior(0.05, 200);

  private static ResponseWindow window(int number) {
    Instant from = Instant.parse("2026-06-02T00:00:00Z").plus(Duration.ofDays(7L * number));
    return new ResponseWindow(from, from.plus(Duration.ofDays(7)));
  }

  /** Random contacts and holdouts of some weeks, counted as the service counts. */
  private static UpliftRates learnt() {
    Map<String, double[]> counts = new HashMap<>();
    Random random = new Random(3);
    for (int week = 0; week < LEARNING; week++) {
      List<Contact> contacts = new ArrayList<>();
      List<String> controls = new ArrayList<>();
      Map<String, String> cells = new HashMap<>();
      HoldoutAssignment holdout = new HoldoutAssignment("week" + week, HOLDOUT);
      for (int u = 0; u < AUDIENCE.users.size(); u++) {
        String user = AUDIENCE.users.get(u);
        String tier = ShopAudience.TIERS[AUDIENCE.tier[u]];
        if (holdout.holdsOut(user)) {
          controls.add(user);
          cells.put(user, "," + tier);
        } else {
          int offer = random.nextInt(AUDIENCE.offers.size());
          contacts.add(AUDIENCE.contact(u, offer));
          cells.put(user, offer + "," + tier);
        }
      }
      CampaignOutcome outcome =
          new CampaignResponses(AUDIENCE.shop, week).play(contacts, controls, window(week));
      outcome
          .responses()
          .forEach(
              response -> {
                double[] sum =
                    counts.computeIfAbsent(cells.get(response.customerId()), _ -> new double[2]);
                sum[0]++;
                sum[1] += response.converted() ? 1 : 0;
              });
    }
    List<ResponseCount> treated = new ArrayList<>();
    List<ResponseCount> control = new ArrayList<>();
    counts.forEach(
        (cell, sum) -> {
          String[] parts = cell.split(",");
          if (parts[0].isEmpty()) {
            control.add(UpliftRates.heldOut(parts[1], sum[0], sum[1]));
          } else {
            ShopAudience.Offer offer = AUDIENCE.offers.get(Integer.parseInt(parts[0]));
            treated.add(
                new ResponseCount(
                    "c" + offer.campaign(), offer.id(), offer.channel(), parts[1], sum[0], sum[1]));
          }
        });
    return new UpliftRates(PRIOR, treated, control);
  }

  /** The mean true effect of each tier, channel and offer. */
  private static ResponseRates trueRates() {
    Map<String, double[]> means = new HashMap<>();
    for (int u = 0; u < AUDIENCE.users.size(); u++) {
      for (int o = 0; o < AUDIENCE.offers.size(); o++) {
        double[] sum =
            means.computeIfAbsent(
                AUDIENCE.offers.get(o).id() + ShopAudience.TIERS[AUDIENCE.tier[u]],
                _ -> new double[2]);
        sum[0] += AUDIENCE.trueLift(u, o);
        sum[1]++;
      }
    }
    return (_, offer, _, tier) -> means.get(offer + tier)[0] / means.get(offer + tier)[1];
  }

  private static double earned(int contacts, IntUnaryOperator user, IntUnaryOperator offer) {
    double earned = 0;
    for (int i = 0; i < contacts; i++) {
      earned += AUDIENCE.trueValue(user.applyAsInt(i), offer.applyAsInt(i));
    }
    return earned;
  }

  private static double earned(AllocationProblem problem) {
    AllocationPlan plan = ShadowPriceAllocation.solve(problem, _ -> {});
    return earned(plan.contacts(), plan::userOf, plan::offerOf);
  }

  @Test
  void allocation_earnsNearlyWhatAnOracleOfRatesEarns_andClearlyMoreThanRules() {
    AllocationProblem problem = AUDIENCE.problem(learnt(), BUDGET);
    double ours = earned(problem);
    double oracle = earned(AUDIENCE.problem(trueRates(), BUDGET));
    double omniscient = earned(AUDIENCE.omniscient(BUDGET));
    System.out.printf(
        Locale.ROOT,
        "earned: ours %.2f, oracle of rates %.2f (%.1f %%), oracle of every customer %.2f (%.1f %%)%n",
        ours,
        oracle,
        100 * ours / oracle,
        omniscient,
        100 * ours / omniscient);
    assertThat(ours).isGreaterThanOrEqualTo(0.95 * oracle);
    AllocationPlan plan = ShadowPriceAllocation.solve(problem, _ -> {});
    double spend = plan.spend(0) + plan.spend(1) + plan.spend(2);
    for (Strategy strategy : Strategy.values()) {
      if (strategy == Strategy.OPTIMAL) {
        continue;
      }
      RuleAllocation.Chosen chosen =
          RuleAllocation.solve(problem, strategy, (u, o) -> AUDIENCE.affinity[u][o], 5);
      double theirs = earned(chosen.size(), chosen::userOf, chosen::offerOf);
      double theirSpend = 0;
      for (int i = 0; i < chosen.size(); i++) {
        theirSpend += AUDIENCE.offers.get(chosen.offerOf(i)).cost() * 1e6;
      }
      System.out.printf(
          Locale.ROOT,
          "%s: %.2f (%.1f %% of ours) at %.1f %% of the spend%n",
          strategy.id(),
          theirs,
          100 * theirs / ours,
          100 * theirSpend / spend);
      assertThat(theirSpend / spend).isBetween(0.98, 1.02);
      assertThat(theirs).isLessThan(0.9 * ours);
    }
  }

  private static long converted(List<CampaignOutcome.Response> responses) {
    return responses.stream().filter(CampaignOutcome.Response::converted).count();
  }

  /** Revenue of each customer in a play, in pounds. */
  private static Map<String, Double> revenue(CampaignOutcome outcome) {
    Map<String, Double> revenue = new HashMap<>();
    outcome
        .events()
        .forEach(
            event -> {
              if (event.userId() != null && event.payload() instanceof ShopEvent.Order(var order)) {
                revenue.merge(event.userId(), order.revenuePence() / 100.0, Double::sum);
              }
            });
    return revenue;
  }

  @Test
  void measuredIncrementalRoi_coversTheTrueOne_asOftenAsItSays() {
    int campaigns = 120;
    double costPerContact = AUDIENCE.offers.getFirst().cost();
    List<IncrementalRoi> measured = new ArrayList<>();
    double caused = 0;
    long contacted = 0;
    int liftCovered = 0;
    for (int i = 0; i < campaigns; i++) {
      HoldoutAssignment holdout = new HoldoutAssignment("roi" + i, HOLDOUT);
      List<Contact> contacts = new ArrayList<>();
      List<String> controls = new ArrayList<>();
      for (int u = 0; u < AUDIENCE.users.size(); u++) {
        if (holdout.holdsOut(AUDIENCE.users.get(u))) {
          controls.add(AUDIENCE.users.get(u));
        } else {
          contacts.add(AUDIENCE.contact(u, 0));
        }
      }
      CampaignResponses play = new CampaignResponses(AUDIENCE.shop, 1_000 + i);
      CampaignOutcome outcome = play.play(contacts, controls, window(i));
      Map<String, Double> with = revenue(outcome);
      Interval lift =
          NewcombeInterval.ofDifference(
              converted(outcome.treated()),
              outcome.treated().size(),
              converted(outcome.control()),
              outcome.control().size());
      double trueLift = CampaignOutcome.trueLift(outcome.treated());
      liftCovered += lift.low() <= trueLift && trueLift <= lift.high() ? 1 : 0;
      // The same customers in the same week, left alone: nobody else's answer changes.
      Map<String, Double> without =
          revenue(
              play.play(List.of(), contacts.stream().map(Contact::customerId).toList(), window(i)));
      Sample treated = Sample.EMPTY;
      for (Contact contact : contacts) {
        double spent = with.getOrDefault(contact.customerId(), 0.0);
        treated = treated.plus(spent, 0);
        caused += spent - without.getOrDefault(contact.customerId(), 0.0);
      }
      contacted += contacts.size();
      Sample control = Sample.EMPTY;
      for (String user : controls) {
        control = control.plus(with.getOrDefault(user, 0.0), 0);
      }
      measured.add(
          IncrementalRoi.of(
              treated, control, ShopAudience.MARGIN, contacts.size() * costPerContact, 0.05));
    }
    double truth = ShopAudience.MARGIN * caused / contacted / costPerContact - 1;
    long covered =
        measured.stream()
            .filter(roi -> roi.interval().low() <= truth && truth <= roi.interval().high())
            .count();
    double mean = measured.stream().mapToDouble(IncrementalRoi::estimate).average().orElseThrow();
    System.out.printf(
        Locale.ROOT,
        "incremental ROI: true %.2f, measured %.2f on average, %d of %d intervals cover it;"
            + " %d of the lift%n",
        truth,
        mean,
        covered,
        campaigns,
        liftCovered);
    // 95 % of 120 is 114; three standard deviations below is 107.
    assertThat(covered).isGreaterThanOrEqualTo(107);
    assertThat(liftCovered).isGreaterThanOrEqualTo(107);
    double spread =
        Math.sqrt(
            measured.stream()
                .mapToDouble(roi -> (roi.estimate() - mean) * (roi.estimate() - mean))
                .average()
                .orElseThrow());
    assertThat(Math.abs(mean - truth)).isLessThan(3 * spread / Math.sqrt(campaigns));
  }
}
