package io.tierwise.campaign.allocation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Turns the users' answers to prices into a plan that keeps every limit exactly: answers are taken
 * in the order of their scores while budgets and capacities last, then what is left is spent on the
 * best further contacts of positive value. Counts in whole micro-units, never in doubles.
 */
final class Repair {
  private final AllocationProblem p;
  private final Prices prices;
  private final long[] spend;
  private final long[] contacts;
  private final int[] taken;
  private final BitSet takenCampaigns;
  private final double[] cutoff;
  private final List<Pair> plan = new ArrayList<>();

  /** A contact; {@code answer}: chosen by the prices alone, not by filling up. */
  record Pair(int user, int offer, double score, boolean answer) {}

  private Repair(AllocationProblem problem, Prices prices) {
    this.p = problem;
    this.prices = prices;
    this.spend = new long[p.campaigns];
    this.contacts = new long[p.channels];
    this.taken = new int[p.users];
    this.takenCampaigns = new BitSet(p.users * p.campaigns);
    this.cutoff = new double[p.offers];
  }

  static AllocationPlan plan(AllocationProblem problem, Prices prices, double bound) {
    Repair repair = new Repair(problem, prices);
    repair.acceptAnswers();
    repair.fill();
    return new AllocationPlan(
        problem, prices, repair.plan, repair.cutoff, repair.controls(), repair.spend, bound);
  }

  private void acceptAnswers() {
    List<Pair> answers = new ArrayList<>();
    UserChoice choice = new UserChoice(p);
    for (int u = 0; u < p.users; u++) {
      choice.choose(u, prices, UserChoice.NONE);
      for (int i = 0; i < choice.count; i++) {
        answers.add(new Pair(u, choice.offer[i], choice.score[i], true));
      }
    }
    answers.sort(Comparator.comparingDouble(Pair::score).reversed());
    for (Pair pair : answers) {
      if (fits(pair.offer)) {
        accept(pair);
      } else {
        // The control group of this offer must stop at the same score.
        cutoff[pair.offer] = Math.max(cutoff[pair.offer], pair.score);
      }
    }
  }

  private void fill() {
    List<Pair> candidates = new ArrayList<>();
    for (int o = 0; o < p.offers; o++) {
      if (!fits(o)) {
        continue;
      }
      int c = p.offerCampaign[o];
      double toll = prices.campaign[c] * p.costUnits[o] + prices.channel[p.offerChannel[o]];
      for (int u = 0; u < p.users; u++) {
        if (p.valueOf(u, o) > 0 && isFree(u, c)) {
          candidates.add(new Pair(u, o, p.valueOf(u, o) - toll, false));
        }
      }
    }
    candidates.sort(Comparator.comparingDouble(Pair::score).reversed());
    for (Pair pair : candidates) {
      if (fits(pair.offer) && isFree(pair.user, p.offerCampaign[pair.offer])) {
        accept(pair);
      }
    }
  }

  private boolean fits(int offer) {
    int c = p.offerCampaign[offer];
    int h = p.offerChannel[offer];
    return p.cost[offer] <= p.budget[c] - spend[c] && contacts[h] < p.capacity[h];
  }

  private boolean isFree(int user, int campaign) {
    int cell = user * p.campaigns + campaign;
    return taken[user] < p.limit[user] && !p.heldOut[cell] && !takenCampaigns.get(cell);
  }

  private void accept(Pair pair) {
    int c = p.offerCampaign[pair.offer];
    spend[c] += p.cost[pair.offer];
    contacts[p.offerChannel[pair.offer]]++;
    taken[pair.user]++;
    takenCampaigns.set(pair.user * p.campaigns + c);
    plan.add(pair);
  }

  /**
   * Held-out users whom the same prices and cut-offs would have chosen: pairs of user and campaign,
   * flat. Each campaign is tried alone, as it is for the users that it treats.
   */
  private int[] controls() {
    int[] found = new int[16];
    int size = 0;
    UserChoice choice = new UserChoice(p);
    for (int u = 0; u < p.users; u++) {
      for (int c = 0; c < p.campaigns; c++) {
        if (p.heldOut[u * p.campaigns + c] && wouldGet(choice, u, c)) {
          found = size + 2 > found.length ? Arrays.copyOf(found, 2 * size) : found;
          found[size++] = u;
          found[size++] = c;
        }
      }
    }
    return Arrays.copyOf(found, size);
  }

  private boolean wouldGet(UserChoice choice, int user, int campaign) {
    choice.choose(user, prices, campaign);
    for (int i = 0; i < choice.count; i++) {
      int o = choice.offer[i];
      if (p.offerCampaign[o] == campaign) {
        return choice.score[i] > cutoff[o];
      }
    }
    return false;
  }
}
