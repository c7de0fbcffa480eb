package io.tierwise.segmentation.propensity;

/** The life of a model. */
public enum ModelState {
  QUEUED,
  RUNNING,
  /** Made and judged; waits to be promoted. */
  READY,
  /** Scores customers. */
  LIVE,
  /** Was live; another model of its target is now, or this one again if promoted again. */
  SUPERSEDED,
  /** Not surely better than chance at the evaluation cut. */
  REFUSED,
  FAILED,
  CANCELLED;

  public boolean isPromotable() {
    return this == READY || this == SUPERSEDED;
  }

  public boolean isOver() {
    return this != QUEUED && this != RUNNING;
  }
}
