package io.tierwise.segmentation.adapter.worker;

import io.tierwise.segmentation.schedule.CronTimes;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.Optional;
import org.springframework.scheduling.support.CronExpression;

/** Cron expressions as Spring reads them. */
public final class SpringCron implements CronTimes {
  @Override
  public Optional<Instant> next(String cron, ZoneId zone, Instant after) {
    ZonedDateTime next = CronExpression.parse(cron).next(after.atZone(zone));
    return next == null ? Optional.empty() : Optional.of(next.toInstant());
  }
}
