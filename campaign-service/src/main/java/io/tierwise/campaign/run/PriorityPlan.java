package io.tierwise.campaign.run;

import io.tierwise.campaign.allocation.AllocationPlan;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Plans of all priorities, the highest first, as one. Each is optimal up to its gap among the plans
 * that keep what those before it have chosen; so is the whole, up to the sum of the gaps.
 */
final class PriorityPlan {
  private final List<AllocationPlan> plans;
  private final int[] priorityOf;
  private final int[] planOfContact;
  private final int[] indexOfContact;
  private final int[] planOfControl;
  private final int[] indexOfControl;

  /**
   * @param priorityOf index of the plan that each campaign belongs to
   */
  PriorityPlan(List<AllocationPlan> plans, int[] priorityOf) {
    this.plans = List.copyOf(plans);
    this.priorityOf = priorityOf.clone();
    int contacts = plans.stream().mapToInt(AllocationPlan::contacts).sum();
    int controls = plans.stream().mapToInt(AllocationPlan::controls).sum();
    this.planOfContact = new int[contacts];
    this.indexOfContact = new int[contacts];
    this.planOfControl = new int[controls];
    this.indexOfControl = new int[controls];
    int contact = 0;
    int control = 0;
    for (int p = 0; p < plans.size(); p++) {
      for (int i = 0; i < plans.get(p).contacts(); i++) {
        planOfContact[contact] = p;
        indexOfContact[contact++] = i;
      }
      for (int i = 0; i < plans.get(p).controls(); i++) {
        planOfControl[control] = p;
        indexOfControl[control++] = i;
      }
    }
  }

  int contacts() {
    return planOfContact.length;
  }

  /** 0 for the highest. */
  int rankOf(int contact) {
    return planOfContact[contact];
  }

  int userOf(int contact) {
    return of(contact).userOf(indexOfContact[contact]);
  }

  int offerOf(int contact) {
    return of(contact).offerOf(indexOfContact[contact]);
  }

  double valueOf(int contact) {
    return of(contact).valueOf(indexOfContact[contact]);
  }

  double scoreOf(int contact) {
    return of(contact).scoreOf(indexOfContact[contact]);
  }

  boolean treated(int contact) {
    return of(contact).treated(indexOfContact[contact]);
  }

  private AllocationPlan of(int contact) {
    return plans.get(planOfContact[contact]);
  }

  int controls() {
    return planOfControl.length;
  }

  int controlUser(int control) {
    return plans.get(planOfControl[control]).controlUser(indexOfControl[control]);
  }

  int controlCampaign(int control) {
    return plans.get(planOfControl[control]).controlCampaign(indexOfControl[control]);
  }

  double campaignPrice(int campaign) {
    return plans.get(priorityOf[campaign]).campaignPrice(campaign);
  }

  /** One more contact goes to the highest priority that wants it. */
  double channelPrice(int channel) {
    return highest(plan -> plan.channelPrice(channel));
  }

  double totalPrice() {
    return highest(AllocationPlan::totalPrice);
  }

  double groupPrice(int group) {
    return highest(plan -> plan.groupPrice(group));
  }

  private double highest(ToDoubleFunction<AllocationPlan> price) {
    return plans.stream().mapToDouble(price).filter(p -> p > 0).findFirst().orElse(0);
  }

  long groupSpend(int group) {
    return plans.stream().mapToLong(plan -> plan.groupSpend(group)).sum();
  }

  double shortfall(int group) {
    return plans.isEmpty() ? 0 : plans.getLast().shortfall(group);
  }

  double primal() {
    return plans.stream().mapToDouble(AllocationPlan::primal).sum();
  }

  double bound() {
    return plans.stream().mapToDouble(AllocationPlan::bound).sum();
  }
}
