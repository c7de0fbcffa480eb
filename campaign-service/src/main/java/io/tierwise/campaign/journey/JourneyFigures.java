package io.tierwise.campaign.journey;

import io.tierwise.campaign.experiment.ArmOutcome;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Port: counts of a journey. */
public interface JourneyFigures {
  /** All versions together. */
  List<StateCount> states(String journeyId);

  /** How many are at which step now. */
  Map<String, Long> active(String journeyId);

  List<SendCount> sends(String journeyId);

  /** What users did within the window after their first entry: treated and held out. */
  Arms arms(String journeyId, Duration window);

  /** Likewise, by branch of each split. */
  List<BranchOutcome> branches(String journeyId, Duration window);

  /** Users on the way or past it, newest first. */
  List<Listed> list(
      @Nullable String journeyId, @Nullable String userId, @Nullable Long before, int limit);

  record StateCount(Enrolment.State state, @Nullable String outcome, long count) {}

  record SendCount(String step, String channel, Transition.Outcome outcome, long count) {}

  record Arms(ArmOutcome treated, ArmOutcome heldOut) {}

  record BranchOutcome(String step, String branch, ArmOutcome outcome) {}

  /**
   * @param step where the user is
   * @param outcome why it ended
   */
  record Listed(
      long id,
      String journeyId,
      int version,
      String userId,
      Enrolment.State state,
      java.time.Instant triggeredAt,
      java.time.@Nullable Instant enteredAt,
      @Nullable String step,
      java.time.@Nullable Instant dueAt,
      @Nullable String outcome,
      java.time.@Nullable Instant endedAt,
      Map<String, String> context) {}
}
