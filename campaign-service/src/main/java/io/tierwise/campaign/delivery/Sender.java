package io.tierwise.campaign.delivery;

import java.time.Instant;
import java.util.List;

/** Carries messages out of the service. */
public interface Sender {
  /** Told of each message as soon as its outcome is known, by any thread. */
  interface Told {
    void of(Parcel parcel, Outcome outcome);
  }

  /**
   * Sends a batch and tells of each message once before it returns.
   *
   * @param batch the same number for the same messages, also after a crash
   * @param until messages that would not be done by then are put back
   */
  void send(long batch, List<Parcel> parcels, Instant until, Told told);
}
