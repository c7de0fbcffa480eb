package io.tierwise.profile.explain;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What one event adds to a number.
 *
 * @param value null where the number is not a sum, such as a time
 * @param note what it adds it to, or in which role
 */
public record Contribution(@Nullable BigDecimal value, String note) {
  static Contribution one(String note) {
    return new Contribution(BigDecimal.ONE, note);
  }

  static Contribution of(BigDecimal value, String note) {
    return new Contribution(value, note);
  }

  static Contribution when(boolean counts, String note) {
    return new Contribution(counts ? BigDecimal.ONE : BigDecimal.ZERO, note);
  }

  static Contribution without(String note) {
    return new Contribution(null, note);
  }
}
