package io.tierwise.profile.history;

import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.identity.AnonymousKeys;
import io.tierwise.profile.order.OrderTotals;
import org.jspecify.annotations.Nullable;

/**
 * The row of one user key.
 *
 * @param mergedInto the canonical key, where this one was merged away
 * @param version grows with every change
 * @param formula the id of the formula that the state was folded with
 * @param state null for a key without events of its own that was never canonical
 * @param browseMicros microseconds between first and last event of each session, summed
 */
public record StoredProfile(
    String userKey,
    @Nullable String mergedInto,
    long version,
    @Nullable String formula,
    @Nullable ProfileState state,
    long sessions,
    long browseMicros,
    OrderTotals orders) {

  /** The row of a key that was never seen before. */
  public static StoredProfile made(String userKey) {
    return new StoredProfile(userKey, null, 0, null, null, 0, 0, OrderTotals.NONE);
  }

  public String root() {
    return mergedInto == null ? userKey : mergedInto;
  }

  public boolean identified() {
    return !AnonymousKeys.isAnonymous(userKey);
  }

  /** The same key as part of another user, or as a user without history of its own. */
  StoredProfile emptied(@Nullable String into) {
    return new StoredProfile(userKey, into, version + 1, null, null, 0, 0, OrderTotals.NONE);
  }
}
