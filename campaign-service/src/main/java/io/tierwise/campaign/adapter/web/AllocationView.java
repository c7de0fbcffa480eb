package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.run.AllocationResult;
import io.tierwise.campaign.run.AllocationRun;
import io.tierwise.starter.web.Money;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** An allocation run as it is answered. */
record AllocationView(
    String id,
    String state,
    double progress,
    Parameters parameters,
    @Nullable Result result,
    @Nullable String failure,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt) {

  record Parameters(
      List<String> campaignIds,
      int contactsPerUser,
      Map<String, Long> channelCapacity,
      boolean dryRun,
      long seed) {}

  record Result(
      int eligibleUsers,
      int contacts,
      Money spend,
      Money budget,
      double primal,
      double bound,
      double gap,
      Map<String, Double> prices,
      Map<String, Double> channelPrices,
      List<OfCampaign> byCampaign,
      List<OfTier> byTier,
      int treated,
      int holdout,
      List<String> warnings,
      Map<String, Long> timings) {}

  record OfCampaign(
      String campaignId,
      String name,
      Money budget,
      Money spend,
      int contacts,
      double value,
      int treated,
      int holdout) {}

  record OfTier(String tier, int contacts, Money spend, double value) {}

  static AllocationView of(AllocationRun run, Amounts amounts) {
    Map<String, Long> capacity = new TreeMap<>();
    for (Map.Entry<Channel, Long> entry : run.request().channelCapacity().entrySet()) {
      capacity.put(entry.getKey().id(), entry.getValue());
    }
    AllocationResult result = run.result();
    return new AllocationView(
        run.id(),
        run.state().name(),
        run.progress(),
        new Parameters(
            run.request().campaignIds(),
            run.request().contactsPerUser(),
            capacity,
            run.request().dryRun(),
            run.request().seed()),
        result == null ? null : result(result, amounts),
        run.failure(),
        run.createdAt(),
        run.startedAt(),
        run.finishedAt());
  }

  private static Result result(AllocationResult r, Amounts amounts) {
    return new Result(
        r.eligibleUsers(),
        r.contacts(),
        amounts.of(r.spend()),
        amounts.of(r.budget()),
        r.primal(),
        r.bound(),
        r.gap(),
        r.prices(),
        r.channelPrices(),
        r.byCampaign().stream()
            .map(
                c ->
                    new OfCampaign(
                        c.campaignId(),
                        c.name(),
                        amounts.of(c.budget()),
                        amounts.of(c.spend()),
                        c.contacts(),
                        c.value(),
                        c.treated(),
                        c.holdout()))
            .toList(),
        r.byTier().stream()
            .map(t -> new OfTier(t.tier(), t.contacts(), amounts.of(t.spend()), t.value()))
            .toList(),
        r.treated(),
        r.holdout(),
        r.warnings(),
        r.timings());
  }
}
