package io.tierwise.campaign.run;

import io.tierwise.campaign.affinity.AffinityTable;
import io.tierwise.campaign.allocation.AllocationProblem;
import io.tierwise.campaign.contact.Contacts;
import io.tierwise.campaign.response.ContactValue;
import io.tierwise.campaign.response.ResponseRates;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** Puts candidates, response rates and affinities together into an allocation problem. */
final class ProblemBuilder {
  private final List<Column> columns;
  private final Candidates candidates;
  private final ResponseRates responses;
  private final double meanOrderValue;
  private final Map<String, String> variants;
  private final Map<String, double[]> ratesByTier = new HashMap<>();

  /**
   * @param variants that users have of campaigns already, by {@link Contacts#key}
   */
  ProblemBuilder(
      List<Column> columns,
      Candidates candidates,
      ResponseRates responses,
      double meanOrderValue,
      Map<String, String> variants) {
    this.variants = variants;
    this.columns = columns;
    this.candidates = candidates;
    this.responses = responses;
    this.meanOrderValue = meanOrderValue;
  }

  /**
   * @param budgets left of each campaign, in micro-units
   * @param campaigns by index, that may make contacts now
   */
  AllocationProblem build(
      AllocationRequest request,
      RunLimits limits,
      Remaining left,
      IntPredicate campaigns,
      long[] budgets,
      AffinityTable affinities,
      double[] means) {
    AllocationProblem problem =
        new AllocationProblem(
            columns.stream().mapToInt(Column::campaignIndex).toArray(),
            columns.stream().mapToInt(column -> column.offer().channel().ordinal()).toArray(),
            columns.stream().mapToLong(c -> c.offer().costPerContact().micros()).toArray(),
            budgets,
            left.capacities(),
            left.perUser(),
            left.minimumSpend(),
            request.seed());
    if (left.totalBudget() != AllocationProblem.UNLIMITED) {
      problem.totalBudget(left.totalBudget());
    }
    for (int u = 0; u < candidates.size(); u++) {
      problem.group(u, limits.groupOf(candidates.user(u).tier()));
      fill(problem, u, left, campaigns, affinities, means);
    }
    return problem;
  }

  /** alpha_c r_uo of the proportional rule; an affinity that is unknown is an average one. */
  double weight(AllocationRequest request, AffinityTable affinities, double[] means, int u, int o) {
    double affinity = affinities.get(u, o);
    double known = Double.isNaN(affinity) ? means[o] : affinity;
    return request.weights().getOrDefault(columns.get(o).campaign().id(), 1.0)
        * (Double.isNaN(known) ? 1 : known);
  }

  private void fill(
      AllocationProblem problem,
      int u,
      Remaining left,
      IntPredicate campaigns,
      AffinityTable affinities,
      double[] means) {
    Candidates.User user = candidates.user(u);
    double[] rates = rates(user.tier());
    for (int o = 0; o < columns.size(); o++) {
      Column column = columns.get(o);
      if (!campaigns.test(column.campaignIndex())
          || !candidates.isEligible(u, column.campaignIndex())
          || !column.offer().channel().reaches(user.identified(), user.unsubscribed())
          || !column.offer().hasCreativeFor(user.tier())
          || !left.allows(u, column.offer().channel())
          || isOfAnotherVariant(column, user)) {
        continue;
      }
      double scale = ContactValue.affinityScale(affinities.get(u, o), means[o]);
      problem.candidate(u, o, value(column, user, rates[o], scale));
      if (candidates.isHeldOut(u, column.campaignIndex())) {
        problem.holdOut(u, column.campaignIndex());
      }
    }
  }

  private boolean isOfAnotherVariant(Column column, Candidates.User user) {
    String variant = column.offer().variant();
    if (variant == null || variants.isEmpty()) {
      return false;
    }
    String known = variants.get(Contacts.key(column.campaign().id(), user.id()));
    return known != null && !known.equals(variant);
  }

  private double value(Column column, Candidates.User user, double rate, double scale) {
    return ContactValue.of(
        rate,
        scale,
        column.campaign().plan().margin(),
        column.offer().orderValue(user.averageOrderValue(), meanOrderValue),
        column.offer().costPerContact().units());
  }

  private double[] rates(@Nullable String tier) {
    return ratesByTier.computeIfAbsent(
        tier == null ? "" : tier,
        _ ->
            columns.stream()
                .mapToDouble(
                    c ->
                        responses.mean(
                            c.campaign().id(), c.offer().offerId(), c.offer().channel().id(), tier))
                .toArray());
  }

  /** Mean affinity of each column over the users who are eligible for it; NaN if all unknown. */
  double[] meanAffinities(AffinityTable affinities) {
    double[] means = new double[columns.size()];
    for (int o = 0; o < means.length; o++) {
      double sum = 0;
      int known = 0;
      for (int u = 0; u < candidates.size(); u++) {
        double affinity = affinities.get(u, o);
        if (!Double.isNaN(affinity) && candidates.isEligible(u, columns.get(o).campaignIndex())) {
          sum += affinity;
          known++;
        }
      }
      means[o] = known == 0 ? Double.NaN : sum / known;
    }
    return means;
  }
}
