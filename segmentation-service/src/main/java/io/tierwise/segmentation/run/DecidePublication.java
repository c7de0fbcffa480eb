package io.tierwise.segmentation.run;

import io.tierwise.segmentation.run.RunAssessment.Decision;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Publishes a draft that is to publish itself, if its guard rails allow. A step of its own, so that
 * a crash after the run leaves it to the next instance; done twice it does no harm.
 */
public final class DecidePublication {
  private final SegmentationRuns runs;
  private final PublishRun publishRun;

  public DecidePublication(SegmentationRuns runs, PublishRun publishRun) {
    this.runs = runs;
    this.publishRun = publishRun;
  }

  /**
   * @return whether there was a draft to decide on
   */
  public boolean decideNext() {
    Optional<SegmentationRun> draft = runs.undecided();
    draft.ifPresent(run -> runs.decided(run.id(), decision(run)));
    return draft.isPresent();
  }

  private Decision decision(SegmentationRun run) {
    AutoPublish rails = run.parameters().publish();
    RunResult result = run.result();
    RunAssessment assessment = run.assessment();
    if (rails == null || result == null || assessment == null) {
      return refused("the run has no result to judge");
    }
    List<String> objections = rails.objections(result, assessment.moves());
    return objections.isEmpty() ? published(run, assessment) : new Decision(false, objections);
  }

  /** Only in place of the run with which it was compared. */
  private Decision published(SegmentationRun run, RunAssessment assessment) {
    PublishRun.Expected expected = new PublishRun.Expected(assessment.against());
    @Nullable String objection =
        switch (publishRun.publish(run.id(), expected)) {
          case PublishRun.Outcome.Published published -> null;
          case PublishRun.Outcome.Overtaken overtaken -> "another run was published in between";
          case PublishRun.Outcome.WrongState wrong -> "somebody else decided first";
          case PublishRun.Outcome.Unknown unknown -> "the run is gone";
        };
    return objection == null ? new Decision(true, List.of()) : refused(objection);
  }

  private static Decision refused(String objection) {
    return new Decision(false, List.of(objection));
  }
}
