package io.tierwise.segmentation.adapter.web;

import io.tierwise.starter.problem.ProblemException;
import java.util.List;
import org.springframework.http.HttpStatus;

/** Questions about tiers before there are any. */
final class NothingPublished {
  static ProblemException problem() {
    return new ProblemException(
        HttpStatus.NOT_FOUND,
        "no-tiering-published",
        "No segmentation run has been published yet: create one with POST /v1/runs and publish it",
        List.of(),
        null);
  }

  private NothingPublished() {}
}
