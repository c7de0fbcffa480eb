package io.tierwise.segmentation.value;

import java.time.Clock;
import java.util.Optional;

/** Queues a fit. */
public final class CreateClvFit {
  private final ClvFits fits;
  private final Runnable signal;
  private final int maxQueued;
  private final String codeVersion;
  private final Clock clock;

  /**
   * @param signal wakes the worker
   */
  public CreateClvFit(
      ClvFits fits, Runnable signal, int maxQueued, String codeVersion, Clock clock) {
    this.fits = fits;
    this.signal = signal;
    this.maxQueued = maxQueued;
    this.codeVersion = codeVersion;
    this.clock = clock;
  }

  /**
   * @return empty if too many wait already
   */
  public Optional<ClvFit> create(ClvParameters parameters, String createdBy) {
    Optional<ClvFit> created =
        fits.create(parameters, codeVersion, createdBy, clock.instant(), maxQueued);
    created.ifPresent(fit -> signal.run());
    return created;
  }

  public int maxQueued() {
    return maxQueued;
  }
}
