package io.tierwise.segmentation.propensity;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model was asked for.
 *
 * @param horizonDays within which it happens or does not
 * @param learners that are compared
 * @param bands null for the likeliest fifth and the likelier half at the training cut
 */
public record ModelParameters(
    Target target,
    int horizonDays,
    List<String> learners,
    @Nullable Bands bands,
    long seed,
    @Nullable String note) {
  public ModelParameters {
    learners = List.copyOf(learners);
  }
}
