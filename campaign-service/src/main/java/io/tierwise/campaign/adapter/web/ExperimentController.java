package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.trial.Experiment;
import io.tierwise.campaign.trial.ExperimentDesign;
import io.tierwise.campaign.trial.Experiments;
import io.tierwise.campaign.trial.ManageExperiments;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/experiments")
@Tag(name = "Experiments")
class ExperimentController {
  private static final int MOST = 200;
  private final ManageExperiments manage;
  private final Experiments experiments;

  ExperimentController(ManageExperiments manage, Experiments experiments) {
    this.manage = manage;
    this.experiments = experiments;
  }

  @Schema(example = "{\"userId\": \"c-1001\"}")
  record AssignmentRequest(@Nullable String userId) {}

  /**
   * @param exposed whether the user counts in the results: only while the experiment runs
   */
  record AssignmentView(
      String experimentId,
      String userId,
      String variant,
      Map<String, String> payload,
      boolean exposed) {}

  @PostMapping
  @Operation(
      summary = "Set an experiment up: on campaigns, creatives, recommendations, tiers, anything")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<ExperimentView> create(@RequestBody ExperimentReader.Request request) {
    ExperimentReader reader = new ExperimentReader();
    ExperimentDesign design = reader.read(request);
    Experiment made = manage.create(design, reader.running(request));
    return ResponseEntity.created(URI.create("/v1/experiments/" + made.id()))
        .body(ExperimentView.of(made));
  }

  @GetMapping
  @Operation(summary = "List experiments, newest first")
  Page<ExperimentView> list(
      @RequestParam @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
    int size = Cursor.limit(limit, MOST);
    return Page.of(experiments.list(Cursor.decode(cursor), size + 1), size, Experiment::id)
        .map(ExperimentView::of);
  }

  @GetMapping("/{id}")
  @Operation(summary = "Get an experiment")
  ExperimentView get(@PathVariable String id) {
    return ExperimentView.of(find(id));
  }

  @PostMapping("/{id}/start")
  @Operation(summary = "Start an experiment that is a draft")
  ExperimentView start(@PathVariable String id) {
    Experiment experiment = find(id);
    return manage
        .start(id)
        .map(ExperimentView::of)
        .orElseThrow(() -> conflict(experiment, "started"));
  }

  @PostMapping("/{id}/stop")
  @Operation(summary = "Stop an experiment that runs")
  ExperimentView stop(@PathVariable String id) {
    Experiment experiment = find(id);
    return manage
        .stop(id)
        .map(ExperimentView::of)
        .orElseThrow(() -> conflict(experiment, "stopped"));
  }

  @PostMapping("/{id}/assignments")
  @Operation(
      summary = "Ask which variant a user gets, and count the user from the first time on",
      description =
          "By hash of salt and user; the variant of the first time stays. Ask when the user is about"
              + " to meet what varies, not before. After the end everybody gets the winner, or the"
              + " control if there is none.")
  AssignmentView assign(@PathVariable String id, @RequestBody AssignmentRequest request) {
    Checks checks = new Checks();
    String userId = checks.userId("userId", request.userId());
    checks.throwIfAny();
    ManageExperiments.Assignment assignment = manage.assign(find(id), userId);
    return new AssignmentView(
        assignment.experimentId(),
        assignment.userId(),
        assignment.variant().name(),
        new TreeMap<>(assignment.variant().payload()),
        assignment.exposed());
  }

  @GetMapping("/{id}/results")
  @Operation(
      summary = "Read the results: verdict, differences with intervals, alarms, guard rails",
      description =
          "The verdict and the anytime intervals hold however often one looks; the other intervals"
              + " for one look at the planned end.")
  ExperimentResultsView results(@PathVariable String id) {
    return ExperimentResultsView.of(manage.results(find(id)));
  }

  private Experiment find(String id) {
    return experiments.find(id).orElseThrow(() -> ProblemException.notFound("experiment", id));
  }

  private static ProblemException conflict(Experiment experiment, String wanted) {
    return ProblemException.conflict(
        "wrong-state", "The experiment is " + experiment.state() + " and cannot be " + wanted);
  }
}
