package io.tierwise.profile.fold;

import io.tierwise.profile.event.OrderDetails;
import io.tierwise.profile.event.UserEvent;
import io.tierwise.profile.order.CustomerOrder;
import io.tierwise.profile.session.SessionSpan;
import io.tierwise.profile.session.SessionSpans;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Folds any number of events of one user, in any order. The state is complete; orders and sessions
 * are what these events say, to be merged with what is stored.
 */
public final class UserFold {
  private final ProfileState state;
  private final Formula formula;
  private final SessionSpans sessions;
  private final @Nullable Instant lastSeenBefore;
  private final Map<String, CustomerOrder> orders = new TreeMap<>();

  public UserFold(ProfileState state, Formula formula) {
    this.state = state;
    this.formula = formula;
    this.sessions = new SessionSpans(formula.sessionGap());
    this.lastSeenBefore = state.lastSeenAt();
  }

  public void add(UserEvent event) {
    state.fold(event, formula);
    sessions.add(event.sessionId(), event.occurredAt());
    OrderDetails details = event.order();
    if (details != null) {
      orders.merge(details.orderId(), CustomerOrder.stated(event, details), CustomerOrder::merge);
    }
  }

  /**
   * Adds what other events of the user came to.
   *
   * @param interests whether those were weighed by the same formula
   */
  public void add(
      ProfileState other,
      boolean interests,
      Collection<SessionSpan> spans,
      Collection<CustomerOrder> stated) {
    state.add(other, interests);
    sessions.addAll(spans);
    stated.forEach(order -> orders.merge(order.orderId(), order, CustomerOrder::merge));
  }

  public ProfileState state() {
    return state;
  }

  /**
   * Those of the sessions that may join with one that is stored: not the ones that begin later than
   * all that the state had seen.
   */
  public List<SessionSpan> sessionsNearStored() {
    Instant last = lastSeenBefore;
    if (last == null) {
      return List.of();
    }
    Instant latest = last.plus(formula.sessionGap());
    return sessions.merged().stream()
        .filter(span -> span.hasClientId() || !span.first().isAfter(latest))
        .toList();
  }

  public SessionSpans sessions() {
    return sessions;
  }

  public Map<String, CustomerOrder> orders() {
    return orders;
  }
}
