package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.media.Schema;
import io.tierwise.segmentation.fairness.Attribute;
import io.tierwise.segmentation.fairness.FairnessParameters;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The body of a request for an audit. */
record FairnessRequest(
    @Schema(example = "country", description = "country, device, channel, category or price-band")
        @Nullable String attribute,
    @Schema(example = "1", description = "how many of the best tiers count as favoured; 1 if null")
        @Nullable BigDecimal favourable,
    @Schema(
            example = "0.65",
            description = "area under the curve from which on a feature is a proxy, 0.5..1")
        @Nullable BigDecimal proxyBound) {

  /**
   * @param tiers that the run has
   * @throws ProblemException with everything that is wrong
   */
  FairnessParameters parameters(UUID runId, int tiers) {
    List<FieldProblem> problems = new ArrayList<>();
    Attribute by = attribute == null ? null : Attribute.ofKey(attribute).orElse(null);
    if (by == null) {
      problems.add(
          new FieldProblem(
              "attribute",
              attribute == null ? "missing" : "unknown-attribute",
              (attribute == null ? "is" : "'" + attribute + "' is not")
                  + " one of "
                  + Attribute.keys()));
    }
    int best = 1;
    if (favourable != null) {
      best = favourable.stripTrailingZeros().scale() > 0 ? 0 : favourable.intValue();
      if (best < 1 || best >= tiers || favourable.compareTo(BigDecimal.valueOf(best)) != 0) {
        problems.add(
            new FieldProblem(
                "favourable",
                "out-of-range",
                favourable + " is not between 1 and " + (tiers - 1) + ", one less than there are"));
      }
    }
    double bound = proxyBound == null ? FairnessParameters.PROXY_BOUND : proxyBound.doubleValue();
    if (!(bound >= 0.5 && bound <= 1)) {
      problems.add(
          new FieldProblem("proxyBound", "out-of-range", proxyBound + " is not between 0.5 and 1"));
    }
    if (by == null || !problems.isEmpty()) {
      throw ProblemException.invalid(problems);
    }
    return new FairnessParameters(runId, by, best, bound);
  }
}
