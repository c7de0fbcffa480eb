package io.tierwise.campaign.pace;

import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.lifecycle.Pacing;
import io.tierwise.campaign.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;

/** What a campaign may spend today, and up to now. In micro-units. */
public final class DayBudget {
  /** Of everything that has no limit of its own; a budget holds anyway. */
  public static final long UNLIMITED = Long.MAX_VALUE / 4;

  /** How far ahead of the curve an even campaign may be, as a share of the day's budget. */
  public static final double AHEAD = 0.05;

  /**
   * The whole day's: the campaign's own, else, where it spends evenly, what the day began with over
   * the days that are left, today included.
   *
   * @param spent of the campaign, in all
   * @param spentToday of that
   */
  public static long ofDay(
      CampaignPlan plan, long spent, long spentToday, Instant now, ZoneId zone) {
    Pacing pacing = plan.pacing();
    Money own = pacing.dailyBudget();
    if (own != null) {
      return own.micros();
    }
    if (!pacing.even()) {
      return UNLIMITED;
    }
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate last = LocalDate.ofInstant(plan.endsAt().minusNanos(1), zone);
    long days = Math.max(1, ChronoUnit.DAYS.between(today, last) + 1);
    return Math.max(0, plan.budget().micros() - spent + spentToday) / days;
  }

  /**
   * What may be spent by now: the curve of the traffic, a little ahead, and never more than the
   * day's.
   */
  public static long upTo(long ofDay, Pacing pacing, double shareGone) {
    return pacing.even() && ofDay != UNLIMITED
        ? (long) Math.min(ofDay, ofDay * (shareGone + AHEAD))
        : ofDay;
  }

  /** Where the day of the campaign begins and ends within the shop's day, as shares of traffic. */
  public static double shareGone(
      CampaignPlan plan, TrafficProfile traffic, Instant now, ZoneId zone) {
    LocalDate day = LocalDate.ofInstant(now, zone);
    Instant starts = plan.startsAt();
    Instant ends = plan.endsAt();
    double from =
        LocalDate.ofInstant(starts, zone).equals(day) ? traffic.shareGone(starts, zone) : 0;
    double to = LocalDate.ofInstant(ends, zone).equals(day) ? traffic.shareGone(ends, zone) : 1;
    double at = traffic.shareGone(now, zone);
    return to <= from ? 1 : Math.clamp((at - from) / (to - from), 0.0, 1.0);
  }

  private DayBudget() {}
}
