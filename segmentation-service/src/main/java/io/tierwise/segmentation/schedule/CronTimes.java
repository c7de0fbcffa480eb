package io.tierwise.segmentation.schedule;

import java.time.Instant;
import java.time.ZoneId;
import java.util.Optional;

/** Port: cron expressions. */
public interface CronTimes {
  /**
   * @return the first instant after another; empty if there is none
   * @throws IllegalArgumentException if the expression is none
   */
  Optional<Instant> next(String cron, ZoneId zone, Instant after);
}
