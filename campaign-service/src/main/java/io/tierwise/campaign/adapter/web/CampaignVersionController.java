package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.lifecycle.CampaignVersion;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.ManageCampaigns;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import jakarta.servlet.http.HttpServletRequest;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** How a campaign came to be what it is. */
@RestController
@RequestMapping("/v1/campaigns/{id}/versions")
@Tag(name = "Campaigns")
class CampaignVersionController {
  private static final int MOST = 200;
  private final ManageCampaigns management;
  private final Campaigns campaigns;
  private final Amounts amounts;

  CampaignVersionController(
      ManageCampaigns management,
      Campaigns campaigns,
      @Value("${tierwise.base-currency}") String currency) {
    this.management = management;
    this.campaigns = campaigns;
    this.amounts = new Amounts(currency);
  }

  @GetMapping
  @Operation(
      summary = "List the versions of a campaign, the newest first",
      description = "Who changed what and when: each with its difference to the one before.")
  Page<CampaignVersionView> versions(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    int size = Cursor.limit(limit, MOST);
    // One more than the page and its next: the oldest shown needs the one before it.
    List<CampaignVersion> found = campaigns.versions(id, number(cursor), size + 1);
    if (found.isEmpty() && campaigns.find(id).isEmpty()) {
      throw ProblemException.notFound("campaign", id);
    }
    List<CampaignVersionView> views = new ArrayList<>();
    for (int i = 0; i < found.size(); i++) {
      CampaignVersion before = i + 1 < found.size() ? found.get(i + 1) : null;
      views.add(CampaignVersionView.of(found.get(i), before, amounts));
    }
    return Page.of(views, size, view -> String.valueOf(view.version()));
  }

  private static @Nullable Long number(@Nullable String cursor) {
    String position = Cursor.decode(cursor);
    try {
      return position == null ? null : Long.valueOf(position);
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
  }

  /** A version and all that the campaign was. */
  record FullVersion(CampaignVersionView change, PlanView plan) {}

  @GetMapping("/{number}")
  @Operation(summary = "Get a version of a campaign, with its whole plan")
  FullVersion version(@PathVariable String id, @PathVariable long number) {
    List<CampaignVersion> found =
        campaigns.versions(id, number == Long.MAX_VALUE ? null : number + 1, 2);
    if (found.isEmpty() || found.getFirst().number() != number) {
      throw ProblemException.notFound("version of campaign " + id, String.valueOf(number));
    }
    CampaignVersion version = found.getFirst();
    CampaignVersion before = found.size() > 1 ? found.get(1) : null;
    return new FullVersion(
        CampaignVersionView.of(version, before, amounts),
        PlanView.of(version.revision().plan(), amounts));
  }

  @PostMapping("/{number}/restore")
  @Operation(
      summary = "Make the plan of an earlier version the plan again",
      description = "An edit like any other: needs If-Match, and makes a version.")
  ResponseEntity<CampaignView> restore(
      @PathVariable String id,
      @PathVariable long number,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest http) {
    long version = CampaignAnswers.version(ifMatch);
    CampaignVersion earlier =
        campaigns
            .version(id, number)
            .orElseThrow(
                () ->
                    ProblemException.notFound("version of campaign " + id, String.valueOf(number)));
    return new CampaignAnswers(amounts)
        .answer(id, management.restore(id, version, earlier, CampaignAnswers.actor(http)));
  }
}
