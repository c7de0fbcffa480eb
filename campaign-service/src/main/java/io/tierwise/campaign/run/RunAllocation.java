package io.tierwise.campaign.run;

import io.tierwise.campaign.affinity.Affinities;
import io.tierwise.campaign.affinity.AffinityTable;
import io.tierwise.campaign.allocation.AllocationProblem;
import io.tierwise.campaign.audience.Members;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.experiment.HoldoutAssignment;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.outcome.Outcomes;
import io.tierwise.campaign.pace.DayBudget;
import io.tierwise.campaign.pressure.ContactPolicies;
import io.tierwise.campaign.pressure.ContactPolicy;
import io.tierwise.campaign.pressure.ContactPressure;
import io.tierwise.campaign.response.RandomisedOutcomes;
import io.tierwise.campaign.response.ResponseCount;
import io.tierwise.campaign.response.ResponseModel;
import io.tierwise.campaign.response.ResponsePrior;
import io.tierwise.campaign.response.ResponseRates;
import io.tierwise.campaign.response.UpliftRates;
import io.tierwise.campaign.run.AllocationRequest.Target;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * Carries an allocation out: gathers candidates, asks for affinities (outside of any transaction),
 * solves, and commits.
 */
public final class RunAllocation {
  private static final int LEAST_CONTROLS = 100;
  private final Campaigns campaigns;
  private final Members members;
  private final Contacts contacts;
  private final Outcomes outcomes;
  private final Affinities affinities;
  private final AllocationRuns runs;
  private final ContactHistory history;
  private final ContactPolicies policies;
  private final ContactPressure pressure;
  private final RandomisedOutcomes randomised;
  private final HoldoutAssignment nobody;
  private final ResponsePrior prior;
  private final Clock clock;

  public RunAllocation(
      Campaigns campaigns,
      Members members,
      Contacts contacts,
      Outcomes outcomes,
      Affinities affinities,
      AllocationRuns runs,
      ContactHistory history,
      ContactPolicies policies,
      ContactPressure pressure,
      RandomisedOutcomes randomised,
      HoldoutAssignment nobody,
      ResponsePrior prior,
      Clock clock) {
    this.campaigns = campaigns;
    this.members = members;
    this.contacts = contacts;
    this.outcomes = outcomes;
    this.affinities = affinities;
    this.runs = runs;
    this.history = history;
    this.policies = policies;
    this.pressure = pressure;
    this.randomised = randomised;
    this.nobody = nobody;
    this.prior = prior;
    this.clock = clock;
  }

  /**
   * Takes the next job that waits and carries it out.
   *
   * @return the job as it ended; empty if none waited
   */
  public Optional<AllocationRun> next() {
    Optional<AllocationRun> claimed = runs.claim(clock.instant());
    claimed.ifPresent(this::carryOut);
    return claimed.flatMap(run -> runs.find(run.id()));
  }

  private void carryOut(AllocationRun run) {
    try {
      allocate(run);
    } catch (RuntimeException e) {
      runs.fail(run.id(), String.valueOf(e.getMessage()), clock.instant());
      throw e;
    }
  }

  private void allocate(AllocationRun run) {
    Instant now = clock.instant();
    Stages stages = new Stages();
    List<String> warnings = new ArrayList<>();
    List<Campaign> chosen = chosen(run.request(), now, warnings);
    List<Column> columns = columns(chosen);
    Candidates candidates = Candidates.among(members, chosen, contacts.exhausted(chosen), nobody);
    stages.done("audience", run, 0.2);

    AffinityTable table = affinities(columns, candidates);
    warnings.addAll(table.warnings());
    stages.done("affinity", run, 0.5);

    ResponseRates rates = rates(run.request().target(), now, warnings);
    ProblemBuilder builder =
        new ProblemBuilder(
            columns, candidates, rates, members.meanOrderValue(), contacts.variants(chosen));
    double[] means = builder.meanAffinities(table);
    ContactPolicy policy = policies.current().policy();
    Map<String, Long> spentToday = history.spentOn(policy.dayOf(now));
    Map<String, Long> dayBudgets = dayBudgets(chosen, spentToday, policy, now);
    long[] budgets =
        chosen.stream()
            .mapToLong(c -> Math.min(c.left().micros(), dayLeft(c, dayBudgets, spentToday)))
            .toArray();
    RunLimits limits =
        new RunLimits(run.request(), history, policy, pressure.ledger(policy, now), now);
    SolvePriorities solve =
        new SolvePriorities(run.request(), chosen, columns, candidates, limits, builder);
    AllocationProblem problem = solve.whole(budgets, table, means);
    stages.done("values", run, 0.6);

    PriorityPlan plan =
        solve.plan(
            problem,
            budgets,
            table,
            means,
            share -> runs.progress(run.id(), 0.6 + 0.3 * share, clock.instant()));
    if (solve.priorities() > 1 && !run.request().compare().isEmpty()) {
      warnings.add("the other strategies are planned without priorities");
    }
    stages.done("solve", run, 0.9);

    StrategyComparison comparison = new StrategyComparison(run.request(), problem, columns, plan);
    ResultWriter writer =
        new ResultWriter(
            run,
            chosen,
            columns,
            candidates,
            plan,
            limits,
            dayBudgets,
            comparison.carryOut((u, o) -> builder.weight(run.request(), table, means, u, o)),
            now);
    if (!run.request().compare().isEmpty()) {
      stages.done("compare", run, 0.95);
    }
    AllocationDraft draft = writer.draft(means);
    if (run.request().dryRun()) {
      AllocationResult result = writer.result(draft.contacts(), warnings, stages.millis);
      runs.finishDryRun(run.id(), result, clock.instant());
    } else {
      runs.finish(
          run.id(), draft, kept -> writer.result(kept, warnings, stages.millis), clock.instant());
    }
  }

  private static long dayLeft(
      Campaign campaign, Map<String, Long> dayBudgets, Map<String, Long> spentToday) {
    long budget = Objects.requireNonNull(dayBudgets.get(campaign.id()));
    return Math.max(0, budget - spentToday.getOrDefault(campaign.id(), 0L));
  }

  private static Map<String, Long> dayBudgets(
      List<Campaign> chosen, Map<String, Long> spentToday, ContactPolicy policy, Instant now) {
    Map<String, Long> budgets = new HashMap<>();
    for (Campaign campaign : chosen) {
      long today = spentToday.getOrDefault(campaign.id(), 0L);
      budgets.put(
          campaign.id(),
          DayBudget.ofDay(
              campaign.plan(), campaign.spent().micros(), today, now, policy.timezone()));
    }
    return budgets;
  }

  private ResponseRates rates(Target target, Instant now, List<String> warnings) {
    if (target == Target.UPLIFT) {
      RandomisedOutcomes.Arms arms = randomised.arms(now);
      double controls = arms.control().stream().mapToDouble(ResponseCount::trials).sum();
      if (controls >= LEAST_CONTROLS) {
        return new UpliftRates(prior, arms.treated(), arms.control());
      }
      warnings.add(
          "fewer than " + LEAST_CONTROLS + " held-out users so far: propensity instead of uplift");
    }
    return new ResponseModel(prior.rate(), prior.strength(), outcomes.responses(now));
  }

  private List<Campaign> chosen(AllocationRequest request, Instant now, List<String> warnings) {
    List<Campaign> active = campaigns.active(now);
    if (request.campaignIds().isEmpty()) {
      return active;
    }
    List<String> ids = active.stream().map(Campaign::id).toList();
    for (String id : request.campaignIds()) {
      if (!ids.contains(id)) {
        warnings.add("campaign " + id + " is not active");
      }
    }
    return active.stream().filter(c -> request.campaignIds().contains(c.id())).toList();
  }

  private static List<Column> columns(List<Campaign> campaigns) {
    List<Column> columns = new ArrayList<>();
    for (int c = 0; c < campaigns.size(); c++) {
      Campaign campaign = campaigns.get(c);
      int index = c;
      campaign.plan().offers().forEach(o -> columns.add(new Column(index, campaign, o)));
    }
    return columns;
  }

  /** Asks only for the offers that are about products; the others are neutral. */
  private AffinityTable affinities(List<Column> columns, Candidates candidates) {
    AffinityTable table = new AffinityTable(candidates.size(), columns.size());
    List<Column> asked = columns.stream().filter(c -> c.offer().isAboutProducts()).toList();
    if (asked.isEmpty() || candidates.size() == 0) {
      return table;
    }
    AffinityTable answer =
        affinities.of(candidates.ids(), asked.stream().map(Column::products).toList());
    for (int a = 0; a < asked.size(); a++) {
      int o = columns.indexOf(asked.get(a));
      for (int u = 0; u < candidates.size(); u++) {
        double affinity = answer.get(u, a);
        if (!Double.isNaN(affinity)) {
          table.put(u, o, affinity);
        }
      }
    }
    answer.warnings().forEach(table::warn);
    return table;
  }

  /** Times the stages and tells the progress. */
  private final class Stages {
    private final Map<String, Long> millis = new LinkedHashMap<>();
    private long since = clock.millis();

    void done(String stage, AllocationRun run, double progress) {
      long now = clock.millis();
      millis.put(stage, now - since);
      since = now;
      runs.progress(run.id(), progress, clock.instant());
    }
  }
}
