package io.tierwise.profile.explain;

import io.tierwise.profile.event.Latest;
import io.tierwise.profile.event.Stamp;
import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.order.OrderTotals;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The user whose numbers are explained: what the rows of the ledger came to. */
public record ExplainedUser(
    ProfileState.Snapshot state,
    OrderTotals totals,
    OrderRoles orders,
    Formula formula,
    Instant now) {
  private static final MathContext DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);

  /** What a weight of then is worth now. */
  BigDecimal decayed(int weight, Instant then) {
    double halfLives =
        (double) Duration.between(then, now).toMillis() / formula.halfLife().length().toMillis();
    return new BigDecimal(weight * Math.pow(2, -halfLives)).round(DIGITS);
  }

  static boolean isFrom(@Nullable Latest<?> latest, Stamp stamp) {
    return latest != null && latest.stamp().equals(stamp);
  }
}
