package io.tierwise.campaign.decision;

import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.pace.DayBudget;
import io.tierwise.campaign.pace.ObservedTraffic;
import io.tierwise.campaign.pace.PaceKeeper;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/** What campaigns may spend now, and what a contact has to be worth for it. */
public final class Pace {
  private static final int MOST_KEEPERS = 200;
  private final ObservedTraffic traffic;

  /** Of the campaigns that were looked at last: each takes 40 kB, and starts anew if forgotten. */
  private final Map<String, PaceKeeper> keepers =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<String, PaceKeeper> eldest) {
              return size() > MOST_KEEPERS;
            }
          });

  public Pace(ObservedTraffic traffic) {
    this.traffic = traffic;
  }

  /** A decision was asked for. */
  void count() {
    traffic.count();
  }

  /**
   * What a campaign may spend, in micro-units.
   *
   * @param ofDay on the whole day
   * @param byNow of that, up to now
   */
  record Allowed(long ofDay, long byNow) {}

  Allowed allowed(Campaign campaign, Situation.Spend spend, Instant now, ZoneId zone) {
    CampaignPlan plan = campaign.plan();
    long ofDay = DayBudget.ofDay(plan, spend.spent(), spend.spentToday(), now, zone);
    return plan.pacing().even()
        ? new Allowed(ofDay, DayBudget.upTo(ofDay, plan.pacing(), shareGone(campaign, now, zone)))
        : new Allowed(ofDay, ofDay);
  }

  private double shareGone(Campaign campaign, Instant now, ZoneId zone) {
    return DayBudget.shareGone(campaign.plan(), traffic.profile(), now, zone);
  }

  /** Whether the contact is among those for which today's money is best kept. */
  boolean accepts(Option option, Situation.Spend spend, Allowed allowed, Instant now, ZoneId zone) {
    Campaign campaign = option.campaign();
    return !campaign.plan().pacing().even()
        || keeper(campaign)
            .accepts(
                LocalDate.ofInstant(now, zone).toEpochDay(),
                shareGone(campaign, now, zone),
                spend.spent(),
                allowed.ofDay() - spend.spentToday(),
                option.score(),
                option.offer().costPerContact().micros());
  }

  /** What a unit of the campaign's money has to earn now; 0 where it does not pace itself. */
  double price(Campaign campaign) {
    return campaign.plan().pacing().even() ? keeper(campaign).price() : 0;
  }

  private PaceKeeper keeper(Campaign campaign) {
    return keepers.computeIfAbsent(campaign.id(), _ -> new PaceKeeper());
  }
}
