package io.tierwise.segmentation.run;

/**
 * Keeps runs from filling the disk: a row for each customer is kept of the newest runs only, of the
 * published one, and of the one that a rollback would go back to.
 */
public final class ArchiveRuns {
  private final SegmentationRuns runs;
  private final TierAssignments assignments;
  private final UnitOfWork work;
  private final int keep;

  /**
   * @param keep how many of the newest runs with a result
   */
  public ArchiveRuns(
      SegmentationRuns runs, TierAssignments assignments, UnitOfWork work, int keep) {
    this.runs = runs;
    this.assignments = assignments;
    this.work = work;
    this.keep = keep;
  }

  /**
   * @return whether there was one to archive
   */
  public boolean archiveNext() {
    return work.inLongTransaction(
        () -> {
          assignments.lockForPublication();
          return runs.archiveOldest(keep);
        });
  }
}
