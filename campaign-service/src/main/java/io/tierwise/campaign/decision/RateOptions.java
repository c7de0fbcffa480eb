package io.tierwise.campaign.decision;

import io.tierwise.campaign.affinity.Affinities;
import io.tierwise.campaign.affinity.AffinityTable;
import io.tierwise.campaign.affinity.OfferProducts;
import io.tierwise.campaign.audience.Member;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Offer;
import io.tierwise.campaign.response.BetaPosterior;
import io.tierwise.campaign.response.ContactValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Predicate;

/** What offers of campaigns are worth to a user now, by the prices of the last allocation. */
public final class RateOptions {
  private static final Comparator<Option> BEST_FIRST =
      Comparator.comparingInt((Option option) -> -option.campaign().plan().priority())
          .thenComparing(Comparator.comparingDouble(Option::score).reversed());
  private final Affinities affinities;
  private final CurrentModel model;

  public RateOptions(Affinities affinities, CurrentModel model) {
    this.affinities = affinities;
    this.model = model;
  }

  /**
   * @param considered which of the campaigns' offers
   * @return the best first, by priority and score
   */
  Rated of(Member member, List<Campaign> campaigns, Predicate<Offer> considered) {
    CurrentModel.Snapshot known = model.get();
    List<OfferProducts> products = products(campaigns, considered);
    AffinityTable table =
        products.isEmpty()
            ? new AffinityTable(1, 0)
            : affinities.of(List.of(member.userId()), products);
    List<Option> options = new ArrayList<>();
    for (Campaign campaign : campaigns) {
      for (Offer offer : campaign.plan().offers()) {
        if (considered.test(offer)) {
          double affinity = affinity(table, products, key(campaign, offer));
          options.add(option(campaign, offer, member, affinity, known));
        }
      }
    }
    options.sort(BEST_FIRST);
    return new Rated(options, degraded(campaigns, table, known));
  }

  private static List<String> degraded(
      List<Campaign> campaigns, AffinityTable table, CurrentModel.Snapshot known) {
    List<String> degraded = new ArrayList<>();
    if (!table.warnings().isEmpty()) {
      degraded.add("affinity");
    }
    if (known.empty()) {
      degraded.add("responses");
    }
    if (campaigns.stream().anyMatch(c -> !known.prices().campaigns().containsKey(c.id()))) {
      degraded.add("prices");
    }
    return degraded;
  }

  private static String key(Campaign campaign, Offer offer) {
    return campaign.id() + "/" + offer.offerId();
  }

  private static List<OfferProducts> products(
      List<Campaign> campaigns, Predicate<Offer> considered) {
    return campaigns.stream()
        .flatMap(
            campaign ->
                campaign.plan().offers().stream()
                    .filter(offer -> considered.test(offer) && offer.isAboutProducts())
                    .map(
                        offer ->
                            new OfferProducts(
                                key(campaign, offer), offer.itemIds(), offer.categories())))
        .toList();
  }

  private static double affinity(AffinityTable table, List<OfferProducts> products, String key) {
    for (int i = 0; i < products.size(); i++) {
      if (products.get(i).key().equals(key)) {
        return table.get(0, i);
      }
    }
    return Double.NaN;
  }

  private static Option option(
      Campaign campaign, Offer offer, Member member, double affinity, CurrentModel.Snapshot known) {
    BetaPosterior rate =
        known.responses().rate(campaign.id(), offer.offerId(), offer.channel().id(), member.tier());
    double cost = offer.costPerContact().units();
    double value =
        ContactValue.of(
            rate.mean(),
            ContactValue.affinityScale(affinity, known.prices().meanAffinity(key(campaign, offer))),
            campaign.plan().margin(),
            offer.orderValue(member.averageOrderValue(), known.meanOrderValue()),
            cost);
    double toll =
        known.prices().campaign(campaign.id()) * cost + known.prices().channel(offer.channel());
    return new Option(campaign, offer, value, value - toll);
  }
}
