package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.SegmentationProperties;
import io.tierwise.segmentation.audience.Audience;
import io.tierwise.segmentation.audience.Audiences;
import io.tierwise.segmentation.audience.EstimateAudience;
import io.tierwise.segmentation.audience.EstimateAudience.Estimate;
import io.tierwise.segmentation.audience.Standings;
import io.tierwise.segmentation.rule.Rule;
import io.tierwise.segmentation.run.CustomerIds;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Segments by rule. */
@RestController
@Tag(name = "Audiences", description = "Segments by rule, kept up with events and with time")
class AudienceController {
  private final Audiences audiences;
  private final Standings standings;
  private final EstimateAudience estimateAudience;
  private final CustomerIds ids;
  private final int maxDays;
  private final Clock clock;

  AudienceController(
      Audiences audiences,
      Standings standings,
      EstimateAudience estimateAudience,
      CustomerIds ids,
      SegmentationProperties properties,
      Clock clock) {
    this.audiences = audiences;
    this.standings = standings;
    this.estimateAudience = estimateAudience;
    this.ids = ids;
    this.maxDays = properties.activityDays();
    this.clock = clock;
  }

  record All(List<AudienceView> items) {}

  @GetMapping("/v1/audiences")
  @Operation(summary = "All segments by rule, by name")
  All list() {
    return new All(audiences.all().stream().map(this::view).toList());
  }

  @GetMapping("/v1/audiences/{name}")
  @Operation(summary = "One segment by rule: its rule, its state and its size")
  AudienceView get(@PathVariable String name) {
    return view(found(name));
  }

  @PutMapping("/v1/audiences/{name}")
  @Operation(
      summary = "Make a segment by rule, or give it another rule",
      description =
          "BUILDING until everybody is judged by the rule; who enters and who leaves is told to"
              + " the topic tierwise.segment-changes.")
  AudienceView put(
      @PathVariable String name,
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject(AudienceExamples.AUDIENCE)))
          @RequestBody
          AudienceRequest body,
      HttpServletRequest request) {
    if (!name.matches("[a-z0-9][a-z0-9-]{0,39}")) {
      throw ProblemException.invalid("name", "invalid", "is not 1 to 40 of a-z, 0-9 and dashes");
    }
    Rule rule = body.checked(maxDays);
    if (!audiences.put(
        new Audiences.Definition(
            name,
            body.description(),
            Objects.requireNonNull(body.rule()),
            rule,
            Caller.of(request).name(),
            clock.instant()))) {
      throw ProblemException.conflict(
          "not-possible",
          "Audience '"
              + name
              + "' is being removed, or there are "
              + Audiences.MOST
              + " others already");
    }
    return view(found(name));
  }

  @DeleteMapping("/v1/audiences/{name}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  @Operation(summary = "Remove a segment by rule; its members leave it")
  void delete(@PathVariable String name) {
    if (!audiences.remove(name)) {
      throw ProblemException.notFound("audience", name);
    }
  }

  @PostMapping("/v1/audiences/estimate")
  @Operation(
      summary = "How many customers a rule holds for",
      description =
          "Exact up to 10,000 customers; beyond, from a random sample of 10,000 with an interval"
              + " that covers the true size in 95 of 100 samples.")
  @ApiResponse(
      responseCode = "200",
      content = @Content(examples = @ExampleObject(AudienceExamples.ESTIMATE)))
  Estimate estimate(
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject(AudienceExamples.RULE)))
          @RequestBody
          AudienceRequest.OnlyRule body) {
    return estimateAudience.estimate(AudienceRequest.rule(body.rule(), maxDays));
  }

  record OfUser(String userId, List<Standings.Membership> items) {}

  @GetMapping("/v1/users/{id}/audiences")
  @Operation(summary = "The segments by rule that a user is in")
  OfUser ofUser(@PathVariable String id) {
    String customer = ids.customerOf(id);
    return new OfUser(customer, standings.ofUser(customer));
  }

  private Audience found(String name) {
    return audiences.find(name).orElseThrow(() -> ProblemException.notFound("audience", name));
  }

  private AudienceView view(Audience audience) {
    return AudienceView.of(audience, standings.count(audience.id()));
  }
}
