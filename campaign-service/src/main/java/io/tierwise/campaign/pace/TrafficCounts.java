package io.tierwise.campaign.pace;

import java.time.Instant;
import java.util.Map;

/** Port: decisions asked for, by hour, of all instances. */
public interface TrafficCounts {
  /**
   * @param decisions 0 says that the hour was watched
   */
  void add(Instant hour, long decisions);

  /** By the begin of each hour that was watched. */
  Map<Instant, Long> since(Instant from);
}
