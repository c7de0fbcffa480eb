package io.tierwise.campaign.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Branch and bound for a handful of users, where whole contacts make a gap that prices cannot
 * close: user by user all sets of offers, pruned by the Lagrangian bound of the rest.
 *
 * <p>A. H. Land, A. G. Doig, An automatic method of solving discrete programming problems,
 * Econometrica 28, 1960.
 */
final class ExactSearch {
  private static final int MOST_USERS = 16;
  private static final int MOST_SETS = 128;
  private static final int MOST_NODES = 300_000;
  private static final double TOLERANCE = 1e-12;
  private final AllocationProblem p;
  private final Limits limits;
  private final double[] weight;
  private final double[] toll;
  private final List<List<Choice>> sets = new ArrayList<>();
  private final double[] rest;
  private final Choice[] path;
  private Choice @Nullable [] found;
  private double best;
  private int nodes;

  /** Offers that a user may get together. */
  private record Choice(int[] offers, double value, double score) {}

  private ExactSearch(AllocationProblem problem, Limits limits, Prices prices, double atLeast) {
    this.p = problem;
    this.limits = limits;
    this.toll = prices.toll;
    this.best = atLeast;
    this.weight = new double[limits.size];
    for (int k = 0; k < weight.length; k++) {
      weight[k] = prices.of(k) * limits.unit(k);
    }
    this.path = new Choice[p.users];
    this.rest = new double[p.users + 1];
  }

  /**
   * @param value of a plan that is known
   * @return offers by user of a plan that is worth more; null if there is none, or the problem is
   *     too large for this
   */
  static int @Nullable [][] better(
      AllocationProblem problem, Limits limits, Prices prices, double value) {
    if (problem.users > MOST_USERS || Arrays.stream(problem.minimum).anyMatch(m -> m > 0)) {
      return null;
    }
    ExactSearch search = new ExactSearch(problem, limits, prices, value + TOLERANCE);
    Choice[] found = search.prepare() ? search.search() : null;
    return found == null ? null : Arrays.stream(found).map(Choice::offers).toArray(int[][]::new);
  }

  private boolean prepare() {
    for (int user = 0; user < p.users; user++) {
      List<Choice> own = new ArrayList<>();
      extend(user, 0, new int[0], own);
      if (own.size() > MOST_SETS) {
        return false;
      }
      own.sort(Comparator.comparingDouble(Choice::score).reversed());
      sets.add(own);
    }
    for (int user = p.users - 1; user >= 0; user--) {
      rest[user] = rest[user + 1] + sets.get(user).getFirst().score();
    }
    return true;
  }

  private void extend(int user, int campaign, int[] offers, List<Choice> own) {
    if (own.size() > MOST_SETS) {
      return;
    }
    if (campaign == p.campaigns) {
      double value = Arrays.stream(offers).mapToDouble(o -> p.valueOf(user, o)).sum();
      double paid = Arrays.stream(offers).mapToDouble(o -> toll[cell(user, o)]).sum();
      own.add(new Choice(offers, value, value - paid));
      return;
    }
    extend(user, campaign + 1, offers, own);
    if (offers.length < p.limit[user]) {
      for (int o = p.campaignStart[campaign]; o < p.campaignStart[campaign + 1]; o++) {
        if (p.allows(user, o) && p.valueOf(user, o) > 0) {
          int[] more = Arrays.copyOf(offers, offers.length + 1);
          more[offers.length] = o;
          extend(user, campaign + 1, more, own);
        }
      }
    }
  }

  private int cell(int user, int offer) {
    return p.group[user] * p.offers + offer;
  }

  private Choice @Nullable [] search() {
    long[] left = new long[limits.size];
    for (int k = 0; k < left.length; k++) {
      left[k] = limits.amount(k);
    }
    visit(0, 0, left);
    return nodes > MOST_NODES ? null : found;
  }

  private void visit(int user, double value, long[] left) {
    if (nodes++ > MOST_NODES) {
      return;
    }
    if (user == p.users) {
      if (value > best) {
        best = value;
        found = path.clone();
      }
      return;
    }
    double worth = 0;
    for (int k = 0; k < left.length; k++) {
      worth += weight[k] * left[k];
    }
    for (Choice choice : sets.get(user)) {
      // Since sets come in the order of their scores, none after this can do better.
      if (value + choice.score() + rest[user + 1] + worth <= best) {
        return;
      }
      long[] after = left.clone();
      boolean fits = true;
      for (int o : choice.offers()) {
        for (int k = 0; k < after.length; k++) {
          after[k] -= limits.use(k, cell(user, o));
          fits &= after[k] >= 0;
        }
      }
      if (fits) {
        path[user] = choice;
        visit(user + 1, value + choice.value(), after);
      }
    }
  }
}
