package io.tierwise.segmentation.value;

/** Somebody else carries the fit on. */
final class FitInterrupted extends RuntimeException {
  private static final long serialVersionUID = 1L;

  FitInterrupted() {
    super("the fit is no longer ours", null, false, false);
  }
}
