package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.fairness.Attribute;
import io.tierwise.segmentation.fairness.AuditFairness;
import io.tierwise.segmentation.fairness.FairnessAudit;
import io.tierwise.segmentation.fairness.FairnessAudits;
import io.tierwise.segmentation.run.RunResult;
import io.tierwise.segmentation.run.SegmentationRun;
import io.tierwise.segmentation.run.SegmentationRuns;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether a run treats groups of customers alike. */
@RestController
@RequestMapping("/v1/runs/{id}/fairness")
@Tag(name = "Fairness", description = "Tiers by group of an attribute")
class FairnessController {
  private final AuditFairness fairness;
  private final FairnessAudits audits;
  private final RunFinder finder;

  FairnessController(AuditFairness fairness, FairnessAudits audits, SegmentationRuns runs) {
    this.fairness = fairness;
    this.audits = audits;
    this.finder = new RunFinder(runs);
  }

  @PostMapping
  @Operation(
      summary = "Ask for an audit of a run by an attribute",
      description =
          "Shares of each group by tier, how often it reaches the best ones against the group that"
              + " reaches them most often (four-fifths rule), which features tell the groups apart,"
              + " and what the same engine would make of the customers without those.")
  @ApiResponse(
      responseCode = "202",
      content = @Content(examples = @ExampleObject(FairnessExamples.QUEUED)))
  ResponseEntity<FairnessView> ask(
      @PathVariable String id,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject(FairnessExamples.REQUEST)))
          @RequestBody(required = false)
          @Nullable FairnessRequest body,
      HttpServletRequest request) {
    SegmentationRun run = finder.withResult(id);
    RunResult result = Objects.requireNonNull(run.result(), "a run with a result");
    FairnessRequest asked = body == null ? new FairnessRequest(null, null, null) : body;
    FairnessAudit audit =
        fairness
            .ask(asked.parameters(run.id(), result.tiers().size()), Caller.of(request).name())
            .orElseThrow(
                () ->
                    new ProblemException(
                        HttpStatus.TOO_MANY_REQUESTS,
                        "too-many-audits",
                        "Too many audits are waiting already",
                        List.of(),
                        Duration.ofSeconds(30)));
    String attribute = audit.parameters().attribute().key();
    return ResponseEntity.accepted()
        .location(URI.create("/v1/runs/" + run.id() + "/fairness?attribute=" + attribute))
        .body(FairnessView.of(audit));
  }

  @GetMapping
  @Operation(summary = "The newest audit of a run by an attribute")
  @ApiResponse(
      responseCode = "200",
      content = @Content(examples = @ExampleObject(FairnessExamples.DONE)))
  FairnessView get(@PathVariable String id, @RequestParam String attribute) {
    SegmentationRun run = finder.run(id);
    Attribute by =
        Attribute.ofKey(attribute)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "attribute",
                        "unknown-attribute",
                        "'" + attribute + "' is not one of " + Attribute.keys()));
    return audits
        .latest(run.id(), by)
        .map(FairnessView::of)
        .orElseThrow(
            () ->
                ProblemException.notFound(
                    "audit", id + " by " + attribute + "; ask for it with POST"));
  }
}
