package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.campaign.run.AllocationRequest;
import io.tierwise.campaign.run.AllocationRun;
import io.tierwise.campaign.run.AllocationRuns;
import io.tierwise.campaign.run.SubmitAllocation;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.net.URI;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
  private static final int MOST_CONTACTS = 100;
  private static final long DEFAULT_SEED = 1;
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

  /**
   * @param campaignIds all active campaigns if it is missing
   */
  @Schema(
      example =
          """
          {"campaignIds": null, "contactsPerUser": 1, "channelCapacity": {"email": 10000},
           "dryRun": false, "seed": 1}
          """)
  record Request(
      @Nullable List<@Nullable String> campaignIds,
      @Nullable Integer contactsPerUser,
      @Nullable Map<String, @Nullable Long> channelCapacity,
      @Nullable Boolean dryRun,
      @Nullable Long seed) {}

  @PostMapping
  @Operation(
      summary = "Allocate contacts under budgets, channel capacities and contacts per user",
      description =
          "Answers 202 with the run; its result has the certificate: primal, bound and gap.")
  @ApiResponse(responseCode = "202", useReturnTypeSchema = true)
  ResponseEntity<AllocationView> create(@RequestBody @Nullable Request body) {
    Request request = Objects.requireNonNullElse(body, new Request(null, null, null, null, null));
    AllocationRun run =
        submit
            .submit(read(request))
            .orElseThrow(
                () ->
                    ProblemException.unavailable(
                        "queue-full", "Too many allocations wait already", Duration.ofSeconds(10)));
    return ResponseEntity.accepted()
        .location(URI.create("/v1/allocations/" + run.id()))
        .body(AllocationView.of(run, amounts));
  }

  private AllocationRequest read(Request request) {
    Checks checks = new Checks();
    List<String> ids = checks.texts("campaignIds", request.campaignIds(), MOST);
    for (int i = 0; i < ids.size() && !checks.failed(); i++) {
      if (campaigns.find(ids.get(i)).isEmpty()) {
        checks.problem("campaignIds[" + i + "]", "unknown-campaign", "there is no " + ids.get(i));
      }
    }
    int contacts = Objects.requireNonNullElse(request.contactsPerUser(), 1);
    if (contacts < 1 || contacts > MOST_CONTACTS) {
      checks.problem(
          "contactsPerUser", "out-of-range", contacts + " is not in 1.." + MOST_CONTACTS);
    }
    Map<Channel, Long> capacity = capacity(request, checks);
    checks.throwIfAny();
    return new AllocationRequest(
        ids,
        contacts,
        capacity,
        Objects.requireNonNullElse(request.dryRun(), false),
        Objects.requireNonNullElse(request.seed(), DEFAULT_SEED));
  }

  private static Map<Channel, Long> capacity(Request request, Checks checks) {
    Map<Channel, Long> capacity = new EnumMap<>(Channel.class);
    Map<String, @Nullable Long> given =
        Objects.requireNonNullElse(request.channelCapacity(), Map.of());
    given.forEach(
        (id, most) -> {
          Optional<Channel> channel = Channel.of(id);
          if (channel.isEmpty()) {
            checks.problem("channelCapacity." + id, "unknown-channel", "is no channel");
          } else if (most == null || most < 0) {
            checks.problem("channelCapacity." + id, "out-of-range", most + " is not 0 or more");
          } else {
            capacity.put(channel.get(), most);
          }
        });
    return capacity;
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
