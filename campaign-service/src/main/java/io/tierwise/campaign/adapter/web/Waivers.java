package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.lifecycle.Finding;
import io.tierwise.starter.problem.ProblemException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Reads which findings a person accepts. */
final class Waivers {
  static final String ABOUT =
      "Findings that are accepted: audience-empty, unknown-tier, unknown-segment, creative-missing,"
          + " variant-overlap, budget-below-contact";

  static Set<String> read(@Nullable List<String> allow) {
    if (allow == null) {
      return Set.of();
    }
    for (String code : allow) {
      if (!Finding.isWaivable(code)) {
        throw ProblemException.invalid(
            "allow",
            "unknown",
            "'" + code + "' is none of " + String.join(", ", new TreeSet<>(Finding.waivable())));
      }
    }
    return Set.copyOf(allow);
  }

  private Waivers() {}
}
