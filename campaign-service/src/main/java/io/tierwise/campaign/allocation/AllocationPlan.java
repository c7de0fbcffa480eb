package io.tierwise.campaign.allocation;

import java.util.Arrays;

/**
 * Contacts that keep every limit, with a certificate of how far from the optimum they can be.
 *
 * <p>The experiment's arms come from one rule: whom the prices choose by a margin above the
 * campaign's cut-off, where a limit bit, is treated, or a control if held out. Contacts that only
 * filled up a budget are in neither arm, since no held-out user could have been chosen that way.
 */
public final class AllocationPlan {
  private static final double UNITS = 1e6;
  private final AllocationProblem problem;
  private final Prices prices;
  private final Contacts contacts;
  private final int[] controls;
  private final long[] counts;
  private final double primal;
  private final double bound;

  /** Columns. */
  static final class Contacts {
    private final int[] user;
    private final int[] offer;
    private final double[] score;
    private final boolean[] treated;
    private int size;

    Contacts(int most) {
      user = new int[most];
      offer = new int[most];
      score = new double[most];
      treated = new boolean[most];
    }

    void add(int who, int what, double scored, boolean inArm) {
      user[size] = who;
      offer[size] = what;
      score[size] = scored;
      treated[size++] = inArm;
    }
  }

  AllocationPlan(
      AllocationProblem problem,
      Prices prices,
      Contacts contacts,
      int[] controls,
      long[] counts,
      double bound) {
    this.problem = problem;
    this.prices = prices;
    this.contacts = contacts;
    this.controls = controls;
    this.counts = counts.clone();
    double sum = 0;
    for (int i = 0; i < contacts.size; i++) {
      sum += valueOf(i);
    }
    this.primal = sum;
    // They may be equal up to rounding.
    this.bound = Math.max(bound, sum);
  }

  /** The one with the smaller gap, and where no minimum differs the lower of both bounds. */
  AllocationPlan orBetter(AllocationPlan other) {
    boolean minima = Arrays.stream(problem.minimum).anyMatch(m -> m > 0);
    if (minima) {
      return other.gap() < gap() ? other : this;
    }
    AllocationPlan better = other.primal > primal ? other : this;
    double lower = Math.min(bound, other.bound);
    return new AllocationPlan(
        problem, better.prices, better.contacts, better.controls, better.counts, lower);
  }

  public int contacts() {
    return contacts.size;
  }

  public int userOf(int contact) {
    return contacts.user[contact];
  }

  public int offerOf(int contact) {
    return contacts.offer[contact];
  }

  /** Expected margin less cost, in units of currency. */
  public double valueOf(int contact) {
    return problem.valueOf(contacts.user[contact], contacts.offer[contact]);
  }

  /** Value less shadow prices: what the contact is worth beyond what it displaces. */
  public double scoreOf(int contact) {
    return contacts.score[contact];
  }

  /** Whether the contact belongs to the treated arm of its campaign. */
  public boolean treated(int contact) {
    return contacts.treated[contact];
  }

  public int controls() {
    return controls.length / 2;
  }

  public int controlUser(int control) {
    return controls[2 * control];
  }

  public int controlCampaign(int control) {
    return controls[2 * control + 1];
  }

  /** Shadow price of a campaign's budget: value per unit of currency. */
  public double campaignPrice(int campaign) {
    return prices.campaign(campaign);
  }

  /** Shadow price of a contact of a channel. */
  public double channelPrice(int channel) {
    return prices.channel(channel);
  }

  /** Shadow price of the total budget: value per unit of currency. */
  public double totalPrice() {
    return prices.total();
  }

  /** What each unit of a group's minimum spend costs in value. */
  public double groupPrice(int group) {
    return prices.group(group);
  }

  /** In micro-units; never above the campaign's budget. */
  public long spend(int campaign) {
    long sum = 0;
    for (int cell = 0; cell < counts.length; cell++) {
      int offer = cell % problem.offers;
      sum += problem.offerCampaign[offer] == campaign ? counts[cell] * problem.cost[offer] : 0;
    }
    return sum;
  }

  /** On a group of users, in micro-units. */
  public long groupSpend(int group) {
    long sum = 0;
    for (int offer = 0; offer < problem.offers; offer++) {
      sum += counts[group * problem.offers + offer] * problem.cost[offer];
    }
    return sum;
  }

  /** What is missing to a group's minimum spend, in units of currency. */
  public double shortfall(int group) {
    return Math.max(0, problem.minimum[group] - groupSpend(group)) / UNITS;
  }

  /** Value of the plan. */
  public double primal() {
    return primal;
  }

  /** No plan that keeps the limits, and the minimum spends as far as this one, is worth more. */
  public double bound() {
    return bound;
  }

  /** (bound - primal) / bound, 0..1. */
  public double gap() {
    return bound <= 0 ? 0 : (bound - primal) / bound;
  }
}
