package io.tierwise.segmentation.value;

/** The life of a fit. */
public enum ClvState {
  QUEUED,
  RUNNING,
  /** Its model values everybody. */
  LIVE,
  /** Was live; another fit is now. */
  SUPERSEDED,
  /** Has a result that is not to be trusted; the fit before stays live. */
  REFUSED,
  FAILED
}
