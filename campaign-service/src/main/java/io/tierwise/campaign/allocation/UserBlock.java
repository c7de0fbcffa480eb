package io.tierwise.campaign.allocation;

import java.util.Arrays;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/**
 * Some neighbouring users, reduced to what matters for prices in a box: users whose choice is
 * certain there are only counted, and of the others only the offers are kept that may be chosen.
 * Primitive columns, written once.
 */
final class UserBlock {
  static final int USERS = 8192;
  final long[] certain;
  double certainValue;
  private final AllocationProblem p;
  private final @Nullable PriceBox box;
  private int rows;
  private int entries;
  private int[] start = new int[64];
  private int[] first = new int[64];
  private int[] limit = new int[64];
  private short[] offer = new short[256];
  private double[] value = new double[256];

  /**
   * @param box null: at any price
   */
  UserBlock(
      AllocationProblem problem,
      Limits limits,
      int from,
      int to,
      @Nullable PriceBox box,
      IntPredicate wanted) {
    this.p = problem;
    this.box = box;
    this.certain = new long[limits.cells];
    UserChoice choice = new UserChoice(problem);
    for (int user = from; user < to; user++) {
      if (p.limit[user] > 0 && wanted.test(user) && !isCertain(user, choice)) {
        keep(user);
      }
    }
    closeRow();
  }

  private boolean isCertain(int user, UserChoice choice) {
    if (box == null) {
      return false;
    }
    choice.choose(user, box.centreToll, UserChoice.NONE);
    int cells = p.group[user] * p.offers;
    int row = user * p.offers;
    boolean full = choice.count == p.limit[user];
    for (int i = 0; i < choice.count; i++) {
      int o = choice.offer[i];
      if (!box.isWorthIt(p.value[row + o], cells + o)) {
        return false;
      }
    }
    for (int c = 0; c < p.campaigns; c++) {
      if (p.heldOut[user * p.campaigns + c]) {
        continue;
      }
      int own = choice.indexOf(c);
      for (int o = p.campaignStart[c]; o < p.campaignStart[c + 1]; o++) {
        if (!box.mayBeWorthIt(p.value[row + o], cells + o)
            || own != UserChoice.NONE && o == choice.offer[own]) {
          continue;
        }
        boolean beaten =
            own != UserChoice.NONE
                ? beats(row, cells, choice.offer[own], o)
                : full && allBeat(row, cells, choice, o);
        if (!beaten) {
          return false;
        }
      }
    }
    for (int i = 0; i < choice.count; i++) {
      certain[cells + choice.offer[i]]++;
      certainValue += p.value[row + choice.offer[i]];
    }
    return true;
  }

  private boolean allBeat(int row, int cells, UserChoice choice, int other) {
    for (int i = 0; i < choice.count; i++) {
      if (!beats(row, cells, choice.offer[i], other)) {
        return false;
      }
    }
    return true;
  }

  private boolean beats(int row, int cells, int offer, int other) {
    return box != null
        && box.beats(p.value[row + offer], cells + offer, p.value[row + other], other);
  }

  private void keep(int user) {
    int row = user * p.offers;
    int cells = p.group[user] * p.offers;
    int before = entries;
    for (int o = 0; o < p.offers; o++) {
      double v = p.value[row + o];
      if (!p.allows(user, o)
          || (box == null
              ? v <= 0 && p.minimum.length == 1 && p.minimum[0] == 0
              : !box.mayBeWorthIt(v, cells + o))) {
        continue;
      }
      if (entries == value.length) {
        value = Arrays.copyOf(value, 2 * entries);
        offer = Arrays.copyOf(offer, 2 * entries);
      }
      value[entries] = v;
      offer[entries++] = (short) o;
    }
    if (entries > before) {
      if (rows + 1 == start.length) {
        start = Arrays.copyOf(start, 2 * start.length);
        first = Arrays.copyOf(first, 2 * first.length);
        limit = Arrays.copyOf(limit, 2 * limit.length);
      }
      start[rows] = before;
      first[rows] = cells;
      limit[rows++] = p.limit[user];
    }
  }

  private void closeRow() {
    start[rows] = entries;
  }

  int rows() {
    return rows;
  }

  /**
   * Adds up best responses.
   *
   * @param counts of contacts by cell, added to
   * @return the scores of those that are not certain
   */
  double respond(double[] toll, long[] counts, double[] topScore, int[] topOffer) {
    double sum = 0;
    for (int r = 0; r < rows; r++) {
      int cells = first[r];
      int most = limit[r];
      int count = 0;
      int e = start[r];
      int end = start[r + 1];
      while (e < end) {
        int campaign = p.offerCampaign[offer[e]];
        double best = 0;
        int chosen = -1;
        do {
          double s = value[e] - toll[cells + offer[e]];
          if (s > best) {
            best = s;
            chosen = offer[e];
          }
          e++;
        } while (e < end && p.offerCampaign[offer[e]] == campaign);
        if (chosen < 0) {
          continue;
        }
        if (count == most) {
          if (topScore[count - 1] >= best) {
            continue;
          }
          count--;
        }
        int at = count++;
        while (at > 0 && topScore[at - 1] < best) {
          topScore[at] = topScore[at - 1];
          topOffer[at] = topOffer[at - 1];
          at--;
        }
        topScore[at] = best;
        topOffer[at] = chosen;
      }
      for (int i = 0; i < count; i++) {
        sum += topScore[i];
        counts[cells + topOffer[i]]++;
      }
    }
    return sum;
  }
}
