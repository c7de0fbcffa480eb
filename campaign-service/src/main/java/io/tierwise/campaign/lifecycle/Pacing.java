package io.tierwise.campaign.lifecycle;

import io.tierwise.campaign.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * How fast a campaign may spend.
 *
 * @param even whether decisions spread each day's budget over the day's traffic
 * @param dailyBudget most that is spent in a day of the shop; null: with {@code even} what is left
 *     over the days that are left, else any amount
 */
public record Pacing(boolean even, @Nullable Money dailyBudget) {
  /** As fast as it goes. */
  public static final Pacing NONE = new Pacing(false, null);
}
