package io.tierwise.segmentation.adapter.worker;

import io.tierwise.segmentation.run.WorkSignal;

/** Wakes the loops of this process; those of others notice when they look again. */
public record LoopSignals(BackgroundLoop runs, BackgroundLoop relay) implements WorkSignal {
  @Override
  public void runQueued() {
    runs.wake();
  }

  @Override
  public void assignmentsWaiting() {
    relay.wake();
  }
}
