package io.tierwise.campaign.allocation;

import java.util.Arrays;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Allocation by a simple rule, to compare with: contacts in an order, while limits allow. */
public final class RuleAllocation {
  private final AllocationProblem p;
  private final Limits limits;
  private final long[] left;
  private final int[] taken;
  private final boolean[] reached;
  private final Chosen chosen = new Chosen();

  /** How much a pair of user and offer weighs in a draw; not negative. */
  public interface Weight {
    double of(int user, int offer);
  }

  /** Contacts in the order in which they were made, as columns. */
  public static final class Chosen {
    private int[] user = new int[64];
    private int[] offer = new int[64];
    private int size;
    private double value;

    private void add(int who, int what, double worth) {
      if (size == user.length) {
        user = Arrays.copyOf(user, 2 * size);
        offer = Arrays.copyOf(offer, 2 * size);
      }
      user[size] = who;
      offer[size++] = what;
      value += worth;
    }

    public int size() {
      return size;
    }

    public int userOf(int contact) {
      return user[contact];
    }

    public int offerOf(int contact) {
      return offer[contact];
    }

    /** Expected margin less cost, in units of currency. */
    public double value() {
      return value;
    }
  }

  private RuleAllocation(AllocationProblem problem) {
    this.p = problem;
    this.limits = new Limits(problem);
    this.left = IntStream.range(0, limits.size).mapToLong(limits::amount).toArray();
    this.taken = new int[p.users];
    this.reached = new boolean[p.users * p.campaigns];
  }

  /**
   * @param weight of {@link Strategy#PROPORTIONAL}
   */
  public static Chosen solve(
      AllocationProblem problem, Strategy strategy, Weight weight, long seed) {
    RuleAllocation rule = new RuleAllocation(problem);
    switch (strategy) {
      case OPTIMAL -> rule.take(ShadowPriceAllocation.solve(problem, _ -> {}));
      case GREEDY -> rule.greedy();
      case PROPORTIONAL -> rule.draw(weight, new Random(seed));
      case RANDOM -> rule.draw((_, _) -> 1, new Random(seed));
      case EVERYONE -> rule.everyone();
    }
    return rule.chosen;
  }

  private void take(AllocationPlan plan) {
    for (int i = 0; i < plan.contacts(); i++) {
      chosen.add(plan.userOf(i), plan.offerOf(i), plan.valueOf(i));
    }
  }

  private void greedy() {
    long[] best =
        IntStream.range(0, p.value.length)
            .filter(i -> p.value[i] > 0)
            // Descending in value, then by position: non-negative floats sort like their bits.
            .mapToLong(
                i -> ~((long) Float.floatToIntBits((float) p.value[i]) << 32) & ~0xFFFFFFFFL | i)
            .sorted()
            .toArray();
    for (long packed : best) {
      int i = (int) packed;
      tryTo(i / p.offers, i % p.offers);
    }
  }

  private void everyone() {
    for (int u = 0; u < p.users; u++) {
      for (int o = 0; o < p.offers; o++) {
        tryTo(u, o);
      }
    }
  }

  private void draw(Weight weight, RandomGenerator random) {
    int[] order = IntStream.range(0, p.users).toArray();
    for (int i = order.length - 1; i > 0; i--) {
      int j = random.nextInt(i + 1);
      int swapped = order[i];
      order[i] = order[j];
      order[j] = swapped;
    }
    double[] weights = new double[p.offers];
    for (int user : order) {
      for (int i = 0; i < p.limit[user] && drawOne(user, weights, weight, random); i++) {
        // Until the user's limit is reached or nothing fits.
      }
    }
  }

  private boolean drawOne(int user, double[] weights, Weight weight, RandomGenerator random) {
    double sum = 0;
    for (int o = 0; o < p.offers; o++) {
      weights[o] = fits(user, o) ? weight.of(user, o) : 0;
      sum += weights[o];
    }
    double at = random.nextDouble() * sum;
    for (int o = 0; o < p.offers; o++) {
      at -= weights[o];
      if (weights[o] > 0 && at <= 0) {
        return tryTo(user, o);
      }
    }
    return false;
  }

  private boolean fits(int user, int offer) {
    if (!p.allows(user, offer)
        || taken[user] >= p.limit[user]
        || reached[user * p.campaigns + p.offerCampaign[offer]]) {
      return false;
    }
    int cell = p.group[user] * p.offers + offer;
    for (int k = 0; k < left.length; k++) {
      long use = limits.use(k, cell);
      if (use > 0 && use > left[k]) {
        return false;
      }
    }
    return true;
  }

  private boolean tryTo(int user, int offer) {
    if (!fits(user, offer)) {
      return false;
    }
    for (int k = 0; k < left.length; k++) {
      left[k] -= limits.use(k, p.group[user] * p.offers + offer);
    }
    taken[user]++;
    reached[user * p.campaigns + p.offerCampaign[offer]] = true;
    chosen.add(user, offer, p.valueOf(user, offer));
    return true;
  }
}
