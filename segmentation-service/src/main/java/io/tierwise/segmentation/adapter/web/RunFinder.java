package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Runs by the id in a path. */
record RunFinder(SegmentationRuns runs) {
  SegmentationRun run(String id) {
    return runs.find(uuid(id)).orElseThrow(() -> ProblemException.notFound("run", id));
  }

  /** A run that has something to show. */
  SegmentationRun withResult(String id) {
    SegmentationRun run = run(id);
    if (!run.state().hasResult()) {
      throw ProblemException.conflict(
          "no-result",
          "Run "
              + id
              + " is "
              + run.state().name().toLowerCase(Locale.ROOT)
              + " and has no result");
    }
    return run;
  }

  /** What is no id at all is the id of no run. */
  static UUID uuid(String id) {
    return parsed(id).orElseThrow(() -> ProblemException.notFound("run", id));
  }

  static Optional<UUID> parsed(String id) {
    try {
      UUID uuid = UUID.fromString(id);
      return uuid.toString().equalsIgnoreCase(id) ? Optional.of(uuid) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /**
   * @param position the last id of the page before, as its cursor has it
   */
  static @Nullable UUID position(@Nullable String position) {
    if (position == null) {
      return null;
    }
    return parsed(position).orElseThrow(Cursor::invalid);
  }
}
