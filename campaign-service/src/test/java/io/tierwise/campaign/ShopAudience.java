package io.tierwise.campaign;

import io.tierwise.campaign.allocation.AllocationProblem;
import io.tierwise.campaign.response.ContactValue;
import io.tierwise.campaign.response.ResponseRates;
import io.tierwise.simulator.Contact;
import io.tierwise.simulator.Shop;
import io.tierwise.simulator.ShopCustomer;
import io.tierwise.simulator.ShopEvent;
import io.tierwise.simulator.ShopOrder;
import io.tierwise.simulator.ShopSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The generator's customers as campaign-service sees them (tiers by spend, affinities by what they
 * looked at, average order values), and offers to make them.
 */
final class ShopAudience {
  static final double MARGIN = 0.4;
  static final String[] TIERS = {"Diamond", "Gold", "Silver", "Bronze", "None"};
  private static final double SMOOTHING = 5;
  final Shop shop;
  final List<String> users;
  final List<Offer> offers;
  final int[] tier;
  final double[] orderValue;
  final double[][] affinity;
  private final double[] meanAffinity;

  record Offer(int campaign, String id, String channel, double cost, String category) {}

  ShopAudience(long seed) {
    shop =
        Shop.generate(
            ShopSettings.withDefaults(Instant.parse("2026-06-01T00:00:00Z")).withSeed(seed));
    users = shop.customers().stream().map(ShopCustomer::customerId).toList();
    Map<String, Integer> index = new HashMap<>();
    users.forEach(user -> index.put(user, index.size()));
    Map<String, double[]> looks = new HashMap<>();
    double[] spent = new double[users.size()];
    int[] orders = new int[users.size()];
    double[] all = new double[users.size()];
    try (var events = shop.events()) {
      events.forEach(
          event -> {
            Integer user = event.userId() == null ? null : index.get(event.userId());
            if (user != null && event.payload() instanceof ShopEvent.Order(ShopOrder order)) {
              spent[user] += order.revenuePence() / 100.0;
              orders[user]++;
              order
                  .lines()
                  .forEach(
                      line -> {
                        String category = line.item().department();
                        looks.computeIfAbsent(category, _ -> new double[users.size()])[user]++;
                        all[user]++;
                      });
            }
          });
    }
    List<String> categories =
        looks.keySet().stream()
            .sorted(Comparator.comparingDouble(c -> -Arrays.stream(looks.get(c)).sum()))
            .limit(3)
            .toList();
    String[] channels = {"email", "onsite", "push", "sms", "email", "push"};
    // About what they cost: a text message many times a mail.
    double[] costs = {0.02, 0.12, 0.05, 0.30, 0.02, 0.05};
    List<Offer> made = new ArrayList<>();
    for (int o = 0; o < 6; o++) {
      made.add(new Offer(o / 2, "o" + o, channels[o], costs[o], categories.get(o / 2)));
    }
    offers = made;
    tier = tiers(spent, orders);
    double mean = Arrays.stream(spent).sum() / Arrays.stream(orders).sum();
    orderValue = new double[users.size()];
    affinity = new double[users.size()][6];
    meanAffinity = new double[6];
    for (int u = 0; u < users.size(); u++) {
      // Shrunk to the mean, as one order says little.
      orderValue[u] = (spent[u] + 2 * mean) / (orders[u] + 2);
      for (int o = 0; o < 6; o++) {
        double[] of = looks.get(offers.get(o).category());
        double share = Arrays.stream(of).sum() / Arrays.stream(all).sum();
        affinity[u][o] = (of[u] + SMOOTHING * share) / (all[u] + SMOOTHING);
        meanAffinity[o] += affinity[u][o] / users.size();
      }
    }
  }

  private static int[] tiers(double[] spent, int[] orders) {
    double[] sorted =
        java.util.stream.IntStream.range(0, spent.length)
            .filter(u -> orders[u] > 0)
            .mapToDouble(u -> spent[u])
            .sorted()
            .toArray();
    int[] tiers = new int[spent.length];
    for (int u = 0; u < spent.length; u++) {
      double at = (double) Arrays.binarySearch(sorted, spent[u]) / sorted.length;
      tiers[u] = orders[u] == 0 ? 4 : at > 0.95 ? 0 : at > 0.8 ? 1 : at > 0.5 ? 2 : 3;
    }
    return tiers;
  }

  double scale(int user, int offer) {
    return ContactValue.affinityScale(affinity[user][offer], meanAffinity[offer]);
  }

  /** By what the service can know. */
  AllocationProblem problem(ResponseRates rates, double budgetShare) {
    AllocationProblem problem = empty(budgetShare);
    for (int u = 0; u < users.size(); u++) {
      for (int o = 0; o < offers.size(); o++) {
        Offer offer = offers.get(o);
        double rate =
            rates.mean("c" + offer.campaign(), offer.id(), offer.channel(), TIERS[tier[u]]);
        problem.candidate(
            u, o, ContactValue.of(rate, scale(u, o), MARGIN, orderValue[u], offer.cost()));
      }
    }
    return problem;
  }

  /** By the truth of every single customer. */
  AllocationProblem omniscient(double budgetShare) {
    AllocationProblem problem = empty(budgetShare);
    for (int u = 0; u < users.size(); u++) {
      for (int o = 0; o < offers.size(); o++) {
        problem.candidate(u, o, trueValue(u, o));
      }
    }
    return problem;
  }

  private AllocationProblem empty(double budgetShare) {
    long[] budget = new long[3];
    for (int c = 0; c < 3; c++) {
      budget[c] = (long) (budgetShare * (c + 1) / 6 * users.size() * 80_000);
    }
    int[] limits = new int[users.size()];
    Arrays.fill(limits, 1);
    return new AllocationProblem(
        offers.stream().mapToInt(Offer::campaign).toArray(),
        new int[6],
        offers.stream().mapToLong(o -> Math.round(o.cost() * 1e6)).toArray(),
        budget,
        new long[] {AllocationProblem.UNLIMITED},
        limits,
        1);
  }

  double trueLift(int user, int offer) {
    return shop.truth()
        .treatmentEffect(
            users.get(user),
            offers.get(offer).channel(),
            List.of(offers.get(offer).category()),
            List.of());
  }

  /** Expected margin that the contact causes, less its cost. */
  double trueValue(int user, int offer) {
    return trueLift(user, offer)
            * MARGIN
            * shop.truth().customer(users.get(user)).expectedOrderValue()
        - offers.get(offer).cost();
  }

  Contact contact(int user, int offer) {
    Offer made = offers.get(offer);
    return new Contact(
        "k" + user,
        "c" + made.campaign(),
        made.id(),
        users.get(user),
        made.channel(),
        "default",
        List.of(made.category()),
        List.of());
  }
}
