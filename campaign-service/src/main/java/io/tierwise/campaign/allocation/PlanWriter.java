package io.tierwise.campaign.allocation;

import java.util.Arrays;

/** Writes down who gets what in the end, and who belongs to which arm. */
final class PlanWriter {
  private final AllocationProblem p;
  private final Prices prices;
  private final Answers answers;
  private final double[] cutoff;

  private PlanWriter(AllocationProblem problem, Prices prices, Answers answers) {
    this.p = problem;
    this.prices = prices;
    this.answers = answers;
    this.cutoff = cutoffs();
  }

  static AllocationPlan write(
      AllocationProblem problem, Prices prices, Answers answers, double bound) {
    PlanWriter writer = new PlanWriter(problem, prices, answers);
    return new AllocationPlan(
        problem, prices, writer.contacts(), writer.controls(), answers.counts, bound);
  }

  /** The margin of the clearest answer of each campaign that the repair took back. */
  private double[] cutoffs() {
    double[] cutoffs = new double[p.campaigns];
    UserChoice choice = new UserChoice(p);
    int[] own = new int[p.campaigns];
    for (int user : answers.changedUsers()) {
      int size = answers.of(user, choice, own);
      choice.choose(user, prices.toll, UserChoice.NONE);
      for (int i = 0; i < choice.count; i++) {
        int campaign = p.offerCampaign[choice.offer[i]];
        if (Arrays.stream(own, 0, size).noneMatch(o -> p.offerCampaign[o] == campaign)) {
          cutoffs[campaign] = Math.max(cutoffs[campaign], choice.margin(i));
        }
      }
    }
    return cutoffs;
  }

  private AllocationPlan.Contacts contacts() {
    AllocationPlan.Contacts contacts =
        new AllocationPlan.Contacts((int) Arrays.stream(answers.counts).sum());
    UserChoice choice = new UserChoice(p);
    int[] own = new int[p.campaigns];
    for (int u = 0; u < p.users; u++) {
      int size = answers.of(u, choice, own);
      if (size > 0) {
        choice.choose(u, prices.toll, UserChoice.NONE);
      }
      for (int i = 0; i < size; i++) {
        int at = choice.indexOf(p.offerCampaign[own[i]]);
        boolean treated =
            at != UserChoice.NONE && choice.margin(at) > cutoff[p.offerCampaign[own[i]]];
        contacts.add(u, own[i], answers.score(u, own[i]), treated);
      }
    }
    return contacts;
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
    choice.choose(user, prices.toll, campaign);
    int at = choice.indexOf(campaign);
    return at != UserChoice.NONE && choice.margin(at) > cutoff[campaign];
  }
}
