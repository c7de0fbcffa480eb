package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.run.PublishRun;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.starter.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RestController;

/** Back to the tiering before, without asking which that was. */
@RestController
@Tag(name = "Publication")
class RollbackController {
  private final PublishRun publishRun;
  private final String currency;

  RollbackController(PublishRun publishRun, @Value("${tierwise.base-currency}") String currency) {
    this.publishRun = publishRun;
    this.currency = currency;
  }

  @PostMapping("/v1/rollback")
  @Operation(
      summary = "Undo the last publication",
      description =
          "Answers the run that is published now. With If-Match (the id of the run to undo, quoted)"
              + " refused with 412 if another is published.")
  RunView rollBack(
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch) {
    PublishRun.Expected expected = PublicationController.expected(ifMatch);
    return switch (publishRun.rollBack(expected)) {
      case PublishRun.Outcome.Published(SegmentationRun run) -> RunView.of(run, currency);
      case PublishRun.Outcome.Overtaken(var published) ->
          throw PublicationController.overtaken(published, expected);
      case PublishRun.Outcome.Unknown unknown -> throw nothing();
      case PublishRun.Outcome.WrongState wrong -> throw nothing();
    };
  }

  private static ProblemException nothing() {
    return ProblemException.conflict(
        "nothing-to-roll-back", "No run was published before the one that is published now");
  }
}
