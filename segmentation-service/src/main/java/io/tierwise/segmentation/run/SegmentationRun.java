package io.tierwise.segmentation.run;

import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One segmentation of all customers, from request to publication and after.
 *
 * @param progress 0..1
 * @param timings milliseconds by stage
 * @param baseline the run that was published when this one finished: what its preview compared with
 * @param assessment null until the run is a draft
 */
public record SegmentationRun(
    UUID id,
    RunState state,
    RunParameters parameters,
    String codeVersion,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    @Nullable Instant publishedAt,
    @Nullable Instant supersededAt,
    String stage,
    double progress,
    Map<String, Long> timings,
    @Nullable RunResult result,
    @Nullable String failure,
    @Nullable UUID baseline,
    @Nullable Publication publication,
    @Nullable RunAssessment assessment) {

  /**
   * How far the news has travelled.
   *
   * @param changed assignments that the publication changed
   * @param remaining of them not yet on the topic
   */
  public record Publication(long changed, long remaining) {}
}
