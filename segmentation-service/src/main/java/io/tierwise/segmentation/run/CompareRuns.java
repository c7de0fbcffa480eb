package io.tierwise.segmentation.run;

import io.tierwise.segmentation.tier.MigrationMatrix;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What would happen if a run were published, and how two runs differ. */
public final class CompareRuns {
  private static final int SAMPLE = 20;

  private final SegmentationRuns runs;
  private final RunComparisons comparisons;

  public CompareRuns(SegmentationRuns runs, RunComparisons comparisons) {
    this.runs = runs;
    this.comparisons = comparisons;
  }

  /**
   * @param published the run that is published now, if any
   * @param movers those with the most revenue
   */
  public record Preview(
      SegmentationRun run,
      @Nullable UUID published,
      MigrationMatrix migration,
      List<RunComparisons.Mover> movers) {}

  public record Comparison(SegmentationRun from, SegmentationRun to, MigrationMatrix migration) {}

  /**
   * @param run whose result is there, see {@link RunState#hasResult()}
   */
  public Preview preview(SegmentationRun run) {
    Optional<UUID> published = runs.publishedId();
    return new Preview(
        run,
        published.orElse(null),
        comparisons.fromCurrent(run.id()),
        comparisons.moversFromCurrent(run.id(), SAMPLE));
  }

  public Comparison compare(SegmentationRun from, SegmentationRun to) {
    return new Comparison(from, to, comparisons.between(from.id(), to.id()));
  }
}
