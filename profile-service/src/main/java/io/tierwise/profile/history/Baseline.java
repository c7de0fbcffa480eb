package io.tierwise.profile.history;

import io.tierwise.profile.fold.Formula;
import io.tierwise.profile.fold.ProfileState;
import io.tierwise.profile.fold.UserFold;
import io.tierwise.profile.order.CustomerOrder;
import io.tierwise.profile.session.SessionSpan;
import java.util.Collection;
import java.util.List;

/**
 * What the events of one key came to that are no longer in the ledger. Every part is the same
 * commutative aggregate as in a profile, so adding it is adding those events.
 *
 * @param formula the id of the one that it was folded with
 */
public record Baseline(
    String userKey,
    String formula,
    ProfileState state,
    Collection<SessionSpan> sessions,
    Collection<CustomerOrder> orders) {
  public Baseline {
    sessions = List.copyOf(sessions);
    orders = List.copyOf(orders);
  }

  static Baseline of(String userKey, UserFold fold, Formula formula) {
    return new Baseline(
        userKey, formula.id(), fold.state(), fold.sessions().merged(), fold.orders().values());
  }

  /** Interests are weighed by a formula; those of another one cannot be compared, and are lost. */
  void addTo(UserFold fold, Formula current) {
    fold.add(state, formula.equals(current.id()), sessions, orders);
  }
}
