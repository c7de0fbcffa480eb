package io.tierwise.segmentation.rule;

import java.time.Instant;

/**
 * Whether a condition holds, and until when that cannot change unless something happens.
 *
 * @param until the first instant at which it may be otherwise; {@link Instant#MAX} for never
 */
public record Verdict(boolean holds, Instant until) {
  static Verdict forEver(boolean holds) {
    return new Verdict(holds, Instant.MAX);
  }

  Verdict not() {
    return new Verdict(!holds, until);
  }
}
