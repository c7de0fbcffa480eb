package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.CampaignStatus;
import io.tierwise.campaign.lifecycle.CampaignStatus.Transition;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.ManageCampaigns;
import io.tierwise.campaign.lifecycle.ManageCampaigns.Change;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/campaigns")
@Tag(name = "Campaigns")
class CampaignController {
  private static final int MOST = 500;
  private final ManageCampaigns management;
  private final Campaigns campaigns;
  private final Amounts amounts;

  CampaignController(
      ManageCampaigns management,
      Campaigns campaigns,
      @Value("${tierwise.base-currency}") String currency) {
    this.management = management;
    this.campaigns = campaigns;
    this.amounts = new Amounts(currency);
  }

  @PostMapping
  @Operation(
      summary = "Plan a campaign",
      description = "Answers 201 with the campaign; its ETag is needed to change it.")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<CampaignView> create(@RequestBody CampaignRequest request) {
    CampaignStatus status = CampaignReader.firstStatus(request.status());
    Campaign made = management.create(new CampaignReader(amounts.currency()).plan(request), status);
    return ResponseEntity.created(URI.create("/v1/campaigns/" + made.id()))
        .eTag(etag(made))
        .body(CampaignView.of(made, amounts));
  }

  @GetMapping
  @Operation(summary = "List campaigns")
  Page<CampaignView> list(
      @RequestParam @Nullable String status,
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    int size = Cursor.limit(limit, MOST);
    List<Campaign> found = campaigns.list(status(status), Cursor.decode(cursor), size + 1);
    return Page.of(found, size, Campaign::id).map(c -> CampaignView.of(c, amounts));
  }

  private static @Nullable CampaignStatus status(@Nullable String name) {
    if (name == null) {
      return null;
    }
    for (CampaignStatus status : CampaignStatus.values()) {
      if (status.name().equals(name.toUpperCase(Locale.ROOT))) {
        return status;
      }
    }
    throw ProblemException.invalid(
        "status", "unknown", "'" + name + "' is none of draft, running, paused, ended");
  }

  @GetMapping("/{id}")
  @Operation(summary = "Get a campaign, with its spend so far and its ETag")
  ResponseEntity<CampaignView> get(@PathVariable String id) {
    return campaigns
        .find(id)
        .map(this::answer)
        .orElseThrow(() -> ProblemException.notFound("campaign", id));
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Change a campaign",
      description =
          "Needs If-Match with the ETag that was read: 428 without it, 412 if somebody else changed"
              + " the campaign since. The status is changed by start, pause and end.")
  ResponseEntity<CampaignView> replace(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody CampaignRequest request) {
    long version = version(ifMatch);
    return answer(
        id, management.replace(id, version, new CampaignReader(amounts.currency()).plan(request)));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Delete a draft; 409 once the campaign has started")
  @ApiResponse(responseCode = "204")
  ResponseEntity<Void> delete(@PathVariable String id) {
    answer(id, management.delete(id));
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/{id}/start")
  @Operation(summary = "Start a draft, or go on with a paused campaign; else 409")
  ResponseEntity<CampaignView> start(@PathVariable String id) {
    return answer(id, management.move(id, Transition.START));
  }

  @PostMapping("/{id}/pause")
  @Operation(summary = "Pause a running campaign; else 409")
  ResponseEntity<CampaignView> pause(@PathVariable String id) {
    return answer(id, management.move(id, Transition.PAUSE));
  }

  @PostMapping("/{id}/end")
  @Operation(summary = "End a running or paused campaign for good; else 409")
  ResponseEntity<CampaignView> end(@PathVariable String id) {
    return answer(id, management.move(id, Transition.END));
  }

  private ResponseEntity<CampaignView> answer(String id, Change change) {
    return switch (change) {
      case Change.Changed(Campaign campaign) -> answer(campaign);
      case Change.NotFound() -> throw ProblemException.notFound("campaign", id);
      case Change.Refused(String code, String reason) ->
          throw ProblemException.conflict(code, reason);
      case Change.Stale() ->
          throw new ProblemException(
              HttpStatus.PRECONDITION_FAILED,
              "stale-version",
              "The campaign was changed meanwhile; read it again",
              List.of(),
              null);
    };
  }

  private ResponseEntity<CampaignView> answer(Campaign campaign) {
    return ResponseEntity.ok().eTag(etag(campaign)).body(CampaignView.of(campaign, amounts));
  }

  private static String etag(Campaign campaign) {
    return "\"" + campaign.version() + "\"";
  }

  static long version(@Nullable String ifMatch) {
    if (ifMatch == null) {
      throw new ProblemException(
          HttpStatus.PRECONDITION_REQUIRED,
          "if-match-required",
          "Send If-Match with the ETag of the campaign that you read",
          List.of(),
          null);
    }
    try {
      return Long.parseLong(ifMatch.replaceFirst("^W/", "").replace("\"", ""));
    } catch (NumberFormatException e) {
      throw ProblemException.invalid("If-Match", "invalid-etag", "'" + ifMatch + "' is no ETag");
    }
  }
}
