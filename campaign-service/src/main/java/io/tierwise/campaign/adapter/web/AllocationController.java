package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.run.AllocationRun;
import io.tierwise.campaign.run.AllocationRuns;
import io.tierwise.campaign.run.SubmitAllocation;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.net.URI;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/allocations")
@Tag(name = "Allocations")
class AllocationController {
  private static final int MOST = 200;
  private final SubmitAllocation submit;
  private final AllocationRuns runs;
  private final Campaigns campaigns;
  private final Amounts amounts;

  AllocationController(
      SubmitAllocation submit,
      AllocationRuns runs,
      Campaigns campaigns,
      @Value("${tierwise.base-currency}") String currency) {
    this.submit = submit;
    this.runs = runs;
    this.campaigns = campaigns;
    this.amounts = new Amounts(currency);
  }

  @PostMapping
  @Operation(
      summary = "Allocate contacts under budgets, channel capacities and contacts per user",
      description =
          "Answers 202 with the run. Its result has the certificate (primal, bound and gap), what a"
              + " further unit of each limit would earn, in numbers and in words, and, in a dry run,"
              + " other strategies beside it where asked for.")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<AllocationView> create(@RequestBody AllocationReader.@Nullable Request body) {
    AllocationReader.Request request =
        Objects.requireNonNullElse(body, AllocationReader.Request.EMPTY);
    AllocationRun run =
        submit
            .submit(new AllocationReader(campaigns).read(request))
            .orElseThrow(
                () ->
                    ProblemException.unavailable(
                        "queue-full", "Too many allocations wait already", Duration.ofSeconds(10)));
    return ResponseEntity.accepted()
        .location(URI.create("/v1/allocations/" + run.id()))
        .body(AllocationView.of(run, amounts));
  }

  @GetMapping
  @Operation(summary = "List allocation runs, newest first")
  Page<AllocationView> list(
      @RequestParam @Nullable String cursor, @RequestParam(defaultValue = "50") int limit) {
    int size = Cursor.limit(limit, MOST);
    return Page.of(runs.list(Cursor.decode(cursor), size + 1), size, AllocationRun::id)
        .map(run -> AllocationView.of(run, amounts));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Get an allocation run: state, progress, and in the end its result")
  AllocationView get(@PathVariable String id) {
    return runs.find(id)
        .map(run -> AllocationView.of(run, amounts))
        .orElseThrow(() -> ProblemException.notFound("allocation", id));
  }
}
