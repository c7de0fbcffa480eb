package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.allocation.Strategy;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.run.AllocationRequest;
import io.tierwise.campaign.run.AllocationResult;
import io.tierwise.campaign.run.AllocationRun;
import io.tierwise.starter.web.Money;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
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
      @Nullable String period,
      Map<String, Long> channelCapacity,
      Map<String, Long> channelCapacityPerDay,
      @Nullable Money totalBudget,
      Map<String, Money> minimumSpend,
      Map<String, Double> weights,
      List<String> compare,
      String target,
      boolean dryRun,
      long seed) {}

  /**
   * @param furtherUnits what one more unit of each limit would earn, in words
   */
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
      @Nullable Double totalPrice,
      List<String> furtherUnits,
      List<OfTier> byTier,
      List<OfChannel> byChannel,
      List<OfMinimum> minimumSpend,
      List<Compared> comparison,
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

  record OfChannel(String channel, int contacts, Money spend, double value) {}

  /**
   * @param price what each unit of the minimum costs in value
   */
  record OfMinimum(String tier, Money asked, Money spend, double price) {}

  /**
   * @param shareOfBest its value beside that of the best plan; null where that is worth nothing
   */
  record Compared(
      String strategy, int contacts, Money spend, double value, @Nullable Double shareOfBest) {}

  static AllocationView of(AllocationRun run, Amounts amounts) {
    AllocationResult result = run.result();
    return new AllocationView(
        run.id(),
        run.state().name(),
        run.progress(),
        parameters(run.request(), amounts),
        result == null ? null : result(result, run.request(), amounts),
        run.failure(),
        run.createdAt(),
        run.startedAt(),
        run.finishedAt());
  }

  private static Parameters parameters(AllocationRequest request, Amounts amounts) {
    Map<String, Money> minimum = new TreeMap<>();
    request.minimumSpend().forEach((tier, money) -> minimum.put(tier, amounts.of(money)));
    Duration period = request.period();
    return new Parameters(
        request.campaignIds(),
        request.contactsPerUser(),
        period == null ? null : period.toString(),
        byChannel(request.channelCapacity()),
        byChannel(request.channelCapacityPerDay()),
        amounts.orNull(request.totalBudget()),
        minimum,
        new TreeMap<>(request.weights()),
        request.compare().stream().map(Strategy::id).toList(),
        request.target().name().toLowerCase(Locale.ROOT),
        request.dryRun(),
        request.seed());
  }

  private static Map<String, Long> byChannel(Map<Channel, Long> given) {
    Map<String, Long> capacity = new TreeMap<>();
    given.forEach((channel, most) -> capacity.put(channel.id(), most));
    return capacity;
  }

  private static Result result(AllocationResult r, AllocationRequest request, Amounts amounts) {
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
        request.totalBudget() == null ? null : r.totalPrice(),
        new FurtherUnits(amounts.currency()).words(r, request),
        r.byTier().stream()
            .map(t -> new OfTier(t.tier(), t.contacts(), amounts.of(t.spend()), t.value()))
            .toList(),
        r.byChannel().stream()
            .map(c -> new OfChannel(c.channel(), c.contacts(), amounts.of(c.spend()), c.value()))
            .toList(),
        r.minimumSpend().stream()
            .map(
                m ->
                    new OfMinimum(
                        m.tier(), amounts.of(m.asked()), amounts.of(m.spend()), m.price()))
            .toList(),
        r.comparison().stream()
            .map(
                c ->
                    new Compared(
                        c.strategy(),
                        c.contacts(),
                        amounts.of(c.spend()),
                        c.value(),
                        Double.isNaN(c.shareOfBest()) ? null : c.shareOfBest()))
            .toList(),
        r.treated(),
        r.holdout(),
        r.warnings(),
        r.timings());
  }
}
