package io.tierwise.segmentation.run;

import java.time.Duration;

/** Port: told what happens, for the meters. */
public interface RunObserver {
  void stageFinished(String stage, Duration took);

  void runFinished(RunState state);

  void assignmentsSent(int count);

  void assignmentsChanged(TierAssignments.Cause cause, int count);
}
