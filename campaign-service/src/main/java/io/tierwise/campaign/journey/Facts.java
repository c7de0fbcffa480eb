package io.tierwise.campaign.journey;

import io.tierwise.campaign.audience.Member;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a user when somebody looks.
 *
 * @param member null if no profile of the user has been heard of
 * @param timezone as the profile has it, unchecked
 * @param events that journeys ask for, at least since the trigger, oldest first
 * @param lastOrderAt of standing orders
 * @param orders standing ones
 * @param heldOutOfAll whether no campaign at all may contact the user
 */
public record Facts(
    @Nullable Member member,
    @Nullable String timezone,
    List<SeenEvent> events,
    @Nullable Instant lastOrderAt,
    long orders,
    boolean heldOutOfAll) {
  public Facts {
    events = List.copyOf(events);
  }
}
