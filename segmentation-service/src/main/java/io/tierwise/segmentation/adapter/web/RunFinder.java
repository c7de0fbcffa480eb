package io.tierwise.segmentation.adapter.web;

import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.starter.problem.ProblemException;
import java.util.Locale;
import java.util.UUID;

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
    try {
      UUID uuid = UUID.fromString(id);
      if (uuid.toString().equalsIgnoreCase(id)) {
        return uuid;
      }
    } catch (IllegalArgumentException e) {
      // Answered below.
    }
    throw ProblemException.notFound("run", id);
  }
}
