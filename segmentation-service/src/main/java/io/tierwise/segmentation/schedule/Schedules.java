package io.tierwise.segmentation.schedule;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Port: all schedules. */
public interface Schedules {
  /** Stores it in place of another of its name; what that one last did is kept. */
  void put(Schedule schedule);

  Optional<Schedule> find(String name);

  /** By name. */
  List<Schedule> list();

  /**
   * @return false if there is none of that name
   */
  boolean delete(String name);

  List<Schedule> due(Instant now);

  /**
   * Takes a due schedule, so that one instance only queues its job.
   *
   * @param next when it is due again
   * @return false if another was faster
   */
  boolean take(Schedule due, Instant now, @Nullable Instant next);

  void queued(String name, @Nullable UUID job, @Nullable String error);
}
