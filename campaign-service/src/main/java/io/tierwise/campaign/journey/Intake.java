package io.tierwise.campaign.journey;

import java.time.Instant;
import java.util.List;

/**
 * What a poll of events comes to.
 *
 * @param events that users on the way may be waiting for
 * @param wakes whom to look at, since such an event came
 */
public record Intake(
    List<Candidate> candidates,
    List<SeenEvent> events,
    List<Wake> wakes,
    List<Interest> interests,
    List<Purchase> purchases) {
  public Intake {
    candidates = List.copyOf(candidates);
    events = List.copyOf(events);
    wakes = List.copyOf(wakes);
    interests = List.copyOf(interests);
    purchases = List.copyOf(purchases);
  }

  public record Wake(String journeyId, String userId) {}

  public record Interest(String userId, String itemId, Kind kind, Instant at) {}

  /** What somebody did with an item. */
  public enum Kind {
    VIEWED,
    CARTED,
    BOUGHT
  }

  public record Purchase(String userId, String itemId, String orderId, Instant at) {}

  public boolean isEmpty() {
    return candidates.isEmpty()
        && events.isEmpty()
        && wakes.isEmpty()
        && interests.isEmpty()
        && purchases.isEmpty();
  }
}
