package io.tierwise.campaign.response;

import java.time.Instant;
import java.util.List;

/** Port: contacts and responses by day. */
public interface ResponseHistory {
  /** Days in UTC, in order; only contacts whose attribution window has passed. */
  List<Calibration.Day> days(Instant now);
}
