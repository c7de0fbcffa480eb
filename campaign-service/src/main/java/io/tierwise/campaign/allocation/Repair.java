package io.tierwise.campaign.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns the users' answers to prices into a plan that keeps every limit exactly, by the changes
 * that lose the least: first until nothing is overused, then until nothing more can be gained by
 * one change or by two together. The value of a plan is the dual less the scores lost and less what
 * is left of each limit at its price, so that small losses and full limits make a small gap. Counts
 * in whole micro-units, never in doubles.
 */
final class Repair {
  private static final int ROUNDS = 12;
  private static final int CELLS_KEPT = 200_000;
  private static final int DEEPEST = 64;
  private static final int PAIRED_KINDS = 160;
  private static final int PAIRINGS = 400;
  private static final double GOOD_GAP = 1e-6;
  private static final double LEAST_GAIN = 1e-12;
  private static final double LEAST_WEIGHT = 1e-9;
  private final AllocationProblem p;
  private final Limits limits;
  private final Prices prices;
  private final Answers answers;
  private final long[] left;
  private final double bound;
  private double value;
  private final BitSet movedNow = new BitSet();

  private Repair(AllocationProblem problem, Limits limits, Prices prices, double worth) {
    this.p = problem;
    this.limits = limits;
    this.prices = prices;
    this.answers = new Answers(problem, limits, prices.toll);
    this.bound = answers.scores + worth;
    this.value = answers.scores;
    for (int cell = 0; cell < limits.cells; cell++) {
      value += answers.counts[cell] * prices.toll[cell];
    }
    this.left = new long[limits.size];
    for (int k = 0; k < limits.size; k++) {
      left[k] = limits.amount(k) - limits.used(k, answers.counts);
    }
  }

  static AllocationPlan plan(AllocationProblem problem, Limits limits, double[] at) {
    Prices prices = new Prices(limits, at);
    Repair repair = new Repair(problem, limits, prices, limits.worth(at, 1));
    repair.carryOut();
    double bound = repair.bound;
    for (int k = 0; k < limits.size; k++) {
      if (limits.isMinimum(k)) {
        // Of the plans that spend as little on the group as this one does.
        bound += prices.of(k) * limits.unit(k) * Math.max(0, -repair.left[k]);
      }
    }
    return PlanWriter.write(problem, prices, repair.answers, bound);
  }

  private void carryOut() {
    int kinds = p.minimum.length * (p.offers + 1) * (p.offers + 1);
    int depth = Math.clamp(CELLS_KEPT / kinds, 2, DEEPEST);
    for (int round = 0; round < ROUNDS && !isGood(); round++) {
      Moves.Kind[] found = answers.moves(depth).kinds();
      movedNow.clear();
      boolean any = fit(found);
      any |= fill(found);
      any |= pair(found);
      if (!any) {
        break;
      }
    }
    if (isOverused()) {
      drop();
      fill(answers.moves(depth).kinds());
    }
    if (!isGood()) {
      int[][] better = ExactSearch.better(p, limits, prices, isShort() ? 0 : value);
      if (better != null) {
        answers.replace(better);
      }
    }
  }

  private boolean isGood() {
    return !isShort() && bound - value <= GOOD_GAP * bound;
  }

  /** Until nothing is overused, or no kept move helps. */
  private boolean fit(Moves.Kind[] kinds) {
    boolean any = false;
    while (isShort()) {
      Moves.Kind best = null;
      double lowest = Double.POSITIVE_INFINITY;
      for (Moves.Kind kind : kinds) {
        if (isOpen(kind)) {
          double relief = relief(kind, null);
          double loss = Math.max(0, kind.loss[kind.next]);
          if (relief > 0 && loss / relief < lowest) {
            lowest = loss / relief;
            best = kind;
          }
        }
      }
      if (best != null) {
        apply(best);
      } else if (!fitPair(kinds)) {
        return any;
      }
      any = true;
    }
    return any;
  }

  /** Two changes that help together, where each alone overuses what the other frees. */
  private boolean fitPair(Moves.Kind[] all) {
    Moves.Kind[] kinds = cheapest(all);
    Moves.Kind one = null;
    Moves.Kind other = null;
    double lowest = Double.POSITIVE_INFINITY;
    for (int i = 0; i < kinds.length; i++) {
      for (int j = 0; j < i; j++) {
        if (kinds[i].user[kinds[i].next] != kinds[j].user[kinds[j].next]) {
          double relief = relief(kinds[i], kinds[j]);
          double loss = Math.max(0, -gain(kinds[i]) - gain(kinds[j]));
          if (relief > 0 && loss / relief < lowest) {
            lowest = loss / relief;
            one = kinds[i];
            other = kinds[j];
          }
        }
      }
    }
    if (one == null || other == null) {
      return false;
    }
    apply(one);
    apply(other);
    return true;
  }

  private Moves.Kind[] cheapest(Moves.Kind[] all) {
    return Arrays.stream(all)
        .filter(this::isOpen)
        .sorted(Comparator.comparingDouble(kind -> Math.abs(kind.loss[kind.next])))
        .limit(PAIRED_KINDS)
        .toArray(Moves.Kind[]::new);
  }

  private boolean isShort() {
    return Arrays.stream(left).anyMatch(rest -> rest < 0);
  }

  private boolean isOverused() {
    for (int k = 0; k < left.length; k++) {
      if (left[k] < 0 && !limits.isMinimum(k)) {
        return true;
      }
    }
    return false;
  }

  private double relief(Moves.Kind kind, Moves.@Nullable Kind other) {
    double relief = 0;
    for (int k = 0; k < left.length; k++) {
      long rest = left[k] - use(k, kind) - (other == null ? 0 : use(k, other));
      double weight = Math.max(prices.of(k), LEAST_WEIGHT) * limits.unit(k);
      relief += weight * (Math.min(0, rest) - Math.min(0, left[k]));
    }
    return relief;
  }

  /** While one change fits and gains. */
  private boolean fill(Moves.Kind[] kinds) {
    boolean any = false;
    while (true) {
      Moves.Kind best = null;
      double lowest = Double.POSITIVE_INFINITY;
      for (Moves.Kind kind : kinds) {
        if (isOpen(kind) && gain(kind) > LEAST_GAIN && fits(kind, null)) {
          double paid = toll(kind);
          double rank = paid > 0 ? kind.loss[kind.next] / paid : -gain(kind);
          if (rank < lowest) {
            lowest = rank;
            best = kind;
          }
        }
      }
      if (best == null) {
        return any;
      }
      apply(best);
      any = true;
    }
  }

  /** While two changes fit together and gain. */
  private boolean pair(Moves.Kind[] all) {
    Moves.Kind[] kinds = cheapest(all);
    boolean any = false;
    for (int i = 0; i < PAIRINGS && pairOnce(kinds); i++) {
      any = true;
    }
    return any;
  }

  private boolean pairOnce(Moves.Kind[] kinds) {
    Moves.Kind one = null;
    Moves.Kind other = null;
    double most = LEAST_GAIN;
    for (int i = 0; i < kinds.length; i++) {
      if (!isOpen(kinds[i])) {
        continue;
      }
      for (int j = 0; j < i; j++) {
        if (isOpen(kinds[j])
            && gain(kinds[i]) + gain(kinds[j]) > most
            && kinds[i].user[kinds[i].next] != kinds[j].user[kinds[j].next]
            && fits(kinds[i], kinds[j])) {
          most = gain(kinds[i]) + gain(kinds[j]);
          one = kinds[i];
          other = kinds[j];
        }
      }
    }
    if (one == null || other == null) {
      return false;
    }
    apply(one);
    apply(other);
    return true;
  }

  private boolean isOpen(Moves.Kind kind) {
    while (kind.next < kind.size && movedNow.get(kind.user[kind.next])) {
      kind.next++;
    }
    return kind.next < kind.size;
  }

  /** What the change pays more at the prices. */
  private double toll(Moves.Kind kind) {
    return toll(kind.group, kind.to) - toll(kind.group, kind.from);
  }

  private double toll(int group, int offer) {
    return offer == Moves.NOTHING ? 0 : prices.toll[group * p.offers + offer];
  }

  /** In value. */
  private double gain(Moves.Kind kind) {
    return toll(kind) - kind.loss[kind.next];
  }

  private boolean fits(Moves.Kind kind, Moves.@Nullable Kind other) {
    for (int k = 0; k < left.length; k++) {
      long use = use(k, kind) + (other == null ? 0 : use(k, other));
      if (use > 0 && use > left[k]) {
        return false;
      }
    }
    return true;
  }

  private long use(int limit, Moves.Kind kind) {
    return use(limit, kind.group, kind.to) - use(limit, kind.group, kind.from);
  }

  private long use(int limit, int group, int offer) {
    return offer == Moves.NOTHING ? 0 : limits.use(limit, group * p.offers + offer);
  }

  private void apply(Moves.Kind kind) {
    int user = kind.user[kind.next];
    value += gain(kind);
    for (int k = 0; k < left.length; k++) {
      left[k] -= use(k, kind);
    }
    answers.change(user, kind.from, kind.to);
    movedNow.set(user);
  }

  private record Held(int user, int offer, double score) {}

  /** The last resort, where ties are so many that small changes do not suffice. */
  private void drop() {
    List<Held> held = new ArrayList<>();
    UserChoice choice = new UserChoice(p);
    int[] own = new int[p.campaigns];
    for (int u = 0; u < p.users; u++) {
      int size = answers.of(u, choice, own);
      for (int i = 0; i < size; i++) {
        held.add(new Held(u, own[i], answers.score(u, own[i])));
      }
    }
    held.sort(Comparator.comparingDouble(Held::score));
    for (Held one : held) {
      int group = p.group[one.user];
      boolean helps = false;
      for (int k = 0; k < left.length; k++) {
        helps |= left[k] < 0 && use(k, group, one.offer) > 0;
      }
      if (helps) {
        for (int k = 0; k < left.length; k++) {
          left[k] += use(k, group, one.offer);
        }
        value -= p.valueOf(one.user, one.offer);
        answers.change(one.user, one.offer, Moves.NOTHING);
      }
    }
  }
}
