package io.tierwise.campaign.journey;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A user on the way, or about to be.
 *
 * @param subject the item of a replenishment, else empty
 * @param triggeredAt when what let the user in happened; events count from then on
 * @param step where the user is; null before the entry
 * @param stepSince when the user came there
 * @param timerAt when the step ends by itself; null if nothing runs
 * @param hops steps taken so far
 * @param choices branch of each split that was taken
 * @param context of the trigger, for texts of messages
 * @param twin whether the user is on the way a second time, since ids turned out to be one person
 */
public record Enrolment(
    long id,
    String journeyId,
    int version,
    String userId,
    String subject,
    State state,
    Instant triggeredAt,
    @Nullable Instant enteredAt,
    @Nullable String step,
    @Nullable Instant stepSince,
    @Nullable Instant timerAt,
    int hops,
    Map<String, String> choices,
    Map<String, String> context,
    boolean twin) {
  public Enrolment {
    choices = Map.copyOf(choices);
    context = Map.copyOf(context);
  }

  /** Where somebody stands. */
  public enum State {
    /** Triggered, not yet let in: what has to be so at the entry is asked when it is due. */
    WAITING,
    ACTIVE,
    /** Would have entered, and gets nothing: the control group. */
    HELD_OUT,
    /** Not let in. */
    REFUSED,
    DONE,
    EXITED
  }
}
