package io.tierwise.segmentation.run;

/** The life of a run. */
public enum RunState {
  QUEUED,
  RUNNING,
  /** Finished and waiting for somebody to look at it and publish it. */
  DRAFT,
  PUBLISHED,
  /** Was published; another run is now. */
  SUPERSEDED,
  /** Was published; somebody went back to a run before it. */
  ROLLED_BACK,
  /** Too old for who was where to be kept; its figures are. */
  ARCHIVED,
  FAILED,
  CANCELLED;

  /** Whether nothing more happens by itself. */
  public boolean isFinished() {
    return this != QUEUED && this != RUNNING;
  }

  public boolean hasResult() {
    return this == DRAFT || this == PUBLISHED || this == SUPERSEDED || this == ROLLED_BACK;
  }
}
