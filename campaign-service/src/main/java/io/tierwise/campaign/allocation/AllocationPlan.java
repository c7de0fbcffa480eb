package io.tierwise.campaign.allocation;

import java.util.List;

/**
 * Contacts that keep every limit, with a certificate of how far from the optimum they can be.
 *
 * <p>The experiment's arms come from one rule: whoever the prices choose, above the cut-off where a
 * limit bit, is treated, or a control if held out. Contacts that only filled up a budget are in
 * neither arm, since no held-out user could have been chosen that way.
 */
public final class AllocationPlan {
  private final AllocationProblem problem;
  private final Prices prices;
  private final List<Repair.Pair> contacts;
  private final double[] cutoff;
  private final int[] controls;
  private final long[] spend;
  private final double primal;
  private final double bound;

  AllocationPlan(
      AllocationProblem problem,
      Prices prices,
      List<Repair.Pair> contacts,
      double[] cutoff,
      int[] controls,
      long[] spend,
      double bound) {
    this.problem = problem;
    this.prices = prices;
    this.contacts = contacts;
    this.cutoff = cutoff;
    this.controls = controls;
    this.spend = spend;
    double sum = 0;
    for (Repair.Pair contact : contacts) {
      sum += problem.valueOf(contact.user(), contact.offer());
    }
    this.primal = sum;
    // They may be equal up to rounding.
    this.bound = Math.max(bound, sum);
  }

  AllocationPlan withBound(double lower) {
    return new AllocationPlan(problem, prices, contacts, cutoff, controls, spend, lower);
  }

  public int contacts() {
    return contacts.size();
  }

  public int userOf(int contact) {
    return contacts.get(contact).user();
  }

  public int offerOf(int contact) {
    return contacts.get(contact).offer();
  }

  /** Expected margin less cost, in units of currency. */
  public double valueOf(int contact) {
    Repair.Pair pair = contacts.get(contact);
    return problem.valueOf(pair.user(), pair.offer());
  }

  /** Value less shadow prices: what the contact is worth beyond what it displaces. */
  public double scoreOf(int contact) {
    return contacts.get(contact).score();
  }

  /** Whether the contact belongs to the treated arm of its campaign. */
  public boolean treated(int contact) {
    Repair.Pair pair = contacts.get(contact);
    return pair.answer() && pair.score() > cutoff[pair.offer()];
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
    return prices.campaign[campaign];
  }

  /** Shadow price of a contact of a channel. */
  public double channelPrice(int channel) {
    return prices.channel[channel];
  }

  /** In micro-units; never above the campaign's budget. */
  public long spend(int campaign) {
    return spend[campaign];
  }

  /** Value of the plan. */
  public double primal() {
    return primal;
  }

  /** No plan is worth more than this. */
  public double bound() {
    return bound;
  }

  /** (bound - primal) / bound, 0..1. */
  public double gap() {
    return bound <= 0 ? 0 : (bound - primal) / bound;
  }
}
