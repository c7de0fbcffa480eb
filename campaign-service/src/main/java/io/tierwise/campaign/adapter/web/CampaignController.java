package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.CampaignStatus;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.ManageCampaigns;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
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
  private final CampaignAnswers answers;

  CampaignController(
      ManageCampaigns management,
      Campaigns campaigns,
      @Value("${tierwise.base-currency}") String currency) {
    this.management = management;
    this.campaigns = campaigns;
    this.amounts = new Amounts(currency);
    this.answers = new CampaignAnswers(amounts);
  }

  @PostMapping
  @Operation(
      summary = "Plan a campaign",
      description =
          "Answers 201 with the campaign; its ETag is needed to change it. It is a draft unless its"
              + " status says scheduled or running: then it has to be ready, else 409.")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<CampaignView> create(
      @RequestBody CampaignRequest request,
      @Parameter(description = Waivers.ABOUT) @RequestParam(required = false)
          @Nullable List<String> allow,
      HttpServletRequest http) {
    CampaignStatus status = CampaignReader.firstStatus(request.status());
    Campaign made =
        CampaignAnswers.changed(
            "",
            management.create(
                new CampaignReader(amounts.currency()).plan(request),
                status,
                CampaignAnswers.actor(http),
                Waivers.read(allow)));
    return ResponseEntity.created(URI.create("/v1/campaigns/" + made.id()))
        .eTag(CampaignAnswers.etag(made))
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
        "status",
        "unknown",
        "'" + name + "' is none of draft, scheduled, running, paused, finished");
  }

  @GetMapping("/{id}")
  @Operation(summary = "Get a campaign, with its spend so far and its ETag")
  ResponseEntity<CampaignView> get(@PathVariable String id) {
    return campaigns
        .find(id)
        .map(answers::answer)
        .orElseThrow(() -> ProblemException.notFound("campaign", id));
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Change a campaign",
      description =
          "Needs If-Match with the ETag that was read: 428 without it, 412 if somebody else changed"
              + " the campaign since. The status is changed by schedule, start, pause and end.")
  ResponseEntity<CampaignView> replace(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody CampaignRequest request,
      HttpServletRequest http) {
    long version = CampaignAnswers.version(ifMatch);
    return answers.answer(
        id,
        management.replace(
            id,
            version,
            new CampaignReader(amounts.currency()).plan(request),
            CampaignAnswers.actor(http)));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Delete a draft; 409 once the campaign was scheduled or has started")
  @ApiResponse(responseCode = "204")
  ResponseEntity<Void> delete(@PathVariable String id) {
    CampaignAnswers.changed(id, management.delete(id));
    return ResponseEntity.noContent().build();
  }
}
