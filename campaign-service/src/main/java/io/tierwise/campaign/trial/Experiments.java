package io.tierwise.campaign.trial;

import io.tierwise.statistics.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Port: experiments, who was exposed to them, and what the exposed did. */
public interface Experiments {
  Experiment create(String id, ExperimentDesign design, Instant now);

  Optional<Experiment> find(String id);

  /** Newest first. */
  List<Experiment> list(@Nullable String before, int limit);

  List<Experiment> running();

  /** Empty unless it is a draft. */
  Optional<Experiment> start(String id, Instant now);

  /** Empty unless it runs. */
  Optional<Experiment> stop(String id, String reason, @Nullable String winner, Instant now);

  void reshare(String id, double[] shares);

  /** The variant that the user was exposed to, by any of the user's ids. */
  Optional<String> exposure(String id, String userId);

  /** Keeps the exposure unless there is one; returns the one that counts. */
  String expose(String id, String userId, String variant, Instant at);

  /** By metric, in the order of the variants. */
  Map<Metric, Sample[]> samples(Experiment experiment);
}
