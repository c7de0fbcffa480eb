package io.tierwise.campaign.run;

import io.tierwise.campaign.contact.Arm;
import io.tierwise.campaign.contact.Contact;
import io.tierwise.campaign.contact.ExperimentUnit;
import io.tierwise.campaign.decision.PriceBook;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.money.Money;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Turns a solved plan into contacts, experiment arms, prices and the figures people read. */
final class ResultWriter {
  private final AllocationRun run;
  private final List<Campaign> campaigns;
  private final List<Column> columns;
  private final Candidates candidates;
  private final PriorityPlan plan;
  private final RunLimits limits;
  private final Map<String, Long> dayBudgets;
  private final List<AllocationResult.Comparison> comparison;
  private final Instant now;

  ResultWriter(
      AllocationRun run,
      List<Campaign> campaigns,
      List<Column> columns,
      Candidates candidates,
      PriorityPlan plan,
      RunLimits limits,
      Map<String, Long> dayBudgets,
      List<AllocationResult.Comparison> comparison,
      Instant now) {
    this.run = run;
    this.campaigns = campaigns;
    this.columns = columns;
    this.candidates = candidates;
    this.plan = plan;
    this.limits = limits;
    this.dayBudgets = dayBudgets;
    this.comparison = comparison;
    this.now = now;
  }

  AllocationDraft draft(double[] meanAffinities) {
    List<PlannedContact> contacts =
        IntStream.range(0, plan.contacts())
            .boxed()
            .sorted(
                Comparator.comparingInt(plan::rankOf)
                    .thenComparing(Comparator.comparingDouble(plan::scoreOf).reversed()))
            .map(i -> new PlannedContact(contact(i), plan.treated(i)))
            .toList();
    List<ExperimentUnit> controls =
        IntStream.range(0, plan.controls())
            .mapToObj(
                i ->
                    new ExperimentUnit(
                        campaigns.get(plan.controlCampaign(i)).id(),
                        candidates.user(plan.controlUser(i)).id(),
                        Arm.CONTROL,
                        now))
            .toList();
    Map<String, Integer> limits = new HashMap<>();
    campaigns.forEach(c -> limits.put(c.id(), c.plan().contactsPerUser()));
    return new AllocationDraft(contacts, controls, limits, dayBudgets, prices(meanAffinities));
  }

  private Contact contact(int i) {
    Column column = columns.get(plan.offerOf(i));
    Candidates.User user = candidates.user(plan.userOf(i));
    // The same id when a crashed run is taken over: nothing can be made twice.
    String name = run.id() + "/" + column.campaign().id() + "/" + user.id();
    String id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    return Contact.of(
        id,
        column.campaign(),
        column.offer(),
        run.id(),
        user.id(),
        user.tier(),
        plan.valueOf(i),
        now);
  }

  private PriceBook prices(double[] meanAffinities) {
    Map<String, Double> means = new HashMap<>();
    for (int o = 0; o < columns.size(); o++) {
      if (!Double.isNaN(meanAffinities[o])) {
        means.put(columns.get(o).key(), meanAffinities[o]);
      }
    }
    return new PriceBook(campaignPrices(), channelPrices(), means);
  }

  private Map<String, Double> campaignPrices() {
    Map<String, Double> prices = new LinkedHashMap<>();
    for (int c = 0; c < campaigns.size(); c++) {
      prices.put(campaigns.get(c).id(), plan.campaignPrice(c));
    }
    return prices;
  }

  private Map<Channel, Double> channelPrices() {
    Map<Channel, Double> prices = new EnumMap<>(Channel.class);
    for (Channel channel : Channel.values()) {
      if (limits.limits(channel)) {
        prices.put(channel, plan.channelPrice(channel.ordinal()));
      }
    }
    return prices;
  }

  /**
   * @param kept contacts that were committed, which may be fewer than planned
   */
  AllocationResult result(
      List<PlannedContact> kept, List<String> warnings, Map<String, Long> timings) {
    double primal = value(kept);
    double bound = Math.max(plan.bound(), primal);
    List<String> notes = new ArrayList<>(warnings);
    if (kept.size() < plan.contacts()) {
      notes.add(
          (plan.contacts() - kept.size())
              + " planned contacts were dropped: campaigns changed or spent meanwhile");
    }
    limits
        .tiers()
        .forEach(
            tier -> {
              double missing = plan.shortfall(limits.groupOf(tier));
              if (missing > 0) {
                notes.add(
                    String.format(
                        Locale.ROOT,
                        "the minimum spend on %s cannot be reached: %.2f are missing",
                        tier,
                        missing));
              }
            });
    Map<String, Double> channels = new TreeMap<>();
    channelPrices().forEach((channel, price) -> channels.put(channel.id(), price));
    return new AllocationResult(
        candidates.size(),
        kept.size(),
        spend(kept),
        campaigns.stream().map(Campaign::left).reduce(Money.ZERO, Money::plus),
        primal,
        bound,
        bound <= 0 ? 0 : (bound - primal) / bound,
        campaignPrices(),
        channels,
        byCampaign(kept),
        byTier(kept),
        byChannel(kept),
        plan.totalPrice(),
        minimumSpend(),
        comparison,
        (int) kept.stream().filter(PlannedContact::treated).count(),
        plan.controls(),
        notes,
        timings);
  }

  private List<AllocationResult.CampaignShare> byCampaign(List<PlannedContact> kept) {
    Map<String, List<PlannedContact>> groups = new HashMap<>();
    kept.forEach(
        c -> groups.computeIfAbsent(c.contact().campaignId(), _ -> new ArrayList<>()).add(c));
    int[] controls = new int[campaigns.size()];
    for (int i = 0; i < plan.controls(); i++) {
      controls[plan.controlCampaign(i)]++;
    }
    return IntStream.range(0, campaigns.size())
        .mapToObj(
            c -> {
              Campaign campaign = campaigns.get(c);
              List<PlannedContact> own = groups.getOrDefault(campaign.id(), List.of());
              return new AllocationResult.CampaignShare(
                  campaign.id(),
                  campaign.plan().name(),
                  campaign.left(),
                  spend(own),
                  own.size(),
                  value(own),
                  (int) own.stream().filter(PlannedContact::treated).count(),
                  controls[c]);
            })
        .toList();
  }

  private static List<AllocationResult.TierShare> byTier(List<PlannedContact> kept) {
    return grouped(kept, c -> Objects.requireNonNullElse(c.tier(), "none"))
        .map(
            e ->
                new AllocationResult.TierShare(
                    e.getKey(), e.getValue().size(), spend(e.getValue()), value(e.getValue())))
        .toList();
  }

  private static List<AllocationResult.ChannelShare> byChannel(List<PlannedContact> kept) {
    return grouped(kept, c -> c.channel().id())
        .map(
            e ->
                new AllocationResult.ChannelShare(
                    e.getKey(), e.getValue().size(), spend(e.getValue()), value(e.getValue())))
        .toList();
  }

  /** In the order of the keys. */
  private static Stream<Map.Entry<String, List<PlannedContact>>> grouped(
      List<PlannedContact> kept, Function<Contact, String> key) {
    Map<String, List<PlannedContact>> groups = new TreeMap<>();
    for (PlannedContact planned : kept) {
      groups.computeIfAbsent(key.apply(planned.contact()), _ -> new ArrayList<>()).add(planned);
    }
    return groups.entrySet().stream();
  }

  private static double value(List<PlannedContact> contacts) {
    return contacts.stream().mapToDouble(c -> c.contact().expectedValue()).sum();
  }

  private List<AllocationResult.MinimumSpend> minimumSpend() {
    return IntStream.range(0, limits.tiers().size())
        .mapToObj(
            i ->
                new AllocationResult.MinimumSpend(
                    limits.tiers().get(i),
                    limits.asked(limits.tiers().get(i)),
                    new Money(plan.groupSpend(i + 1)),
                    plan.groupPrice(i + 1)))
        .toList();
  }

  private static Money spend(List<PlannedContact> contacts) {
    return new Money(contacts.stream().mapToLong(c -> c.contact().cost().micros()).sum());
  }
}
