package io.tierwise.segmentation.run;

/** The run was cancelled, or somebody else carries it on. */
final class RunInterrupted extends RuntimeException {
  RunInterrupted() {
    super("the run is no longer ours", null, false, false);
  }
}
