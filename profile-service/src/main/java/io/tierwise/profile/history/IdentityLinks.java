package io.tierwise.profile.history;

import io.tierwise.profile.identity.Decision;
import io.tierwise.profile.identity.IdentityClaim;
import io.tierwise.profile.identity.Move;
import java.time.Instant;
import java.util.Collection;

/** The links between keys that hold; beside them every claim, decision and move there was. */
public interface IdentityLinks {
  /** Every link that holds and is connected with one of these keys, directly or through others. */
  Collection<IdentityClaim> connectedWith(Collection<String> keys);

  /** The same for the keys of these claims; beside it what is kept of their pairs of keys. */
  Known around(Collection<IdentityClaim> claims);

  /**
   * @param links those that hold
   * @param claims the earliest claims of events on the same pairs of keys
   */
  record Known(Collection<IdentityClaim> links, Collection<IdentityClaim> claims) {}

  /**
   * Keeps what is new.
   *
   * @param links that hold from now on
   * @param claims of events, the earliest of each pair of keys
   */
  void save(
      Collection<IdentityClaim> links,
      Collection<IdentityClaim> claims,
      Collection<Move> moves,
      Instant now);

  /**
   * Keeps a decision for good.
   *
   * @return its number, above that of every decision that was committed before
   */
  long decide(Decision decision, Instant now);
}
