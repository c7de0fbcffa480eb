package io.tierwise.segmentation.run;

/** Port: wakes those who would otherwise look only now and then. */
public interface WorkSignal {
  void runQueued();

  void assignmentsWaiting();
}
