package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.CampaignPlan;
import io.tierwise.campaign.lifecycle.CampaignStatus.Transition;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.lifecycle.CheckReadiness;
import io.tierwise.campaign.lifecycle.ManageCampaigns;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The steps of a campaign from draft to finished. */
@RestController
@RequestMapping("/v1/campaigns/{id}")
@Tag(name = "Campaigns")
class CampaignLifecycleController {
  private static final String ONLY_IF =
      " With If-Match only if the campaign is as it was read, else 412.";
  private final ManageCampaigns management;
  private final Campaigns campaigns;
  private final CheckReadiness readiness;
  private final Clock clock;
  private final Amounts amounts;
  private final CampaignAnswers answers;

  CampaignLifecycleController(
      ManageCampaigns management,
      Campaigns campaigns,
      CheckReadiness readiness,
      Clock clock,
      @Value("${tierwise.base-currency}") String currency) {
    this.management = management;
    this.campaigns = campaigns;
    this.readiness = readiness;
    this.clock = clock;
    this.amounts = new Amounts(currency);
    this.answers = new CampaignAnswers(amounts);
  }

  @PostMapping("/validate")
  @Operation(
      summary = "Find everything that keeps a campaign from starting, and change nothing",
      description =
          "With the audience of now by tier and how far the budget reaches. With a body, that plan"
              + " is looked at instead of the one that is kept.")
  ReadinessView validate(
      @PathVariable String id, @RequestBody(required = false) @Nullable CampaignRequest request) {
    Campaign campaign =
        campaigns.find(id).orElseThrow(() -> ProblemException.notFound("campaign", id));
    CampaignPlan plan =
        request == null ? campaign.plan() : new CampaignReader(amounts.currency()).plan(request);
    return ReadinessView.of(readiness.check(id, plan, campaign.spent(), clock.instant()), amounts);
  }

  @PostMapping("/schedule")
  @Operation(
      summary = "Let a draft start by itself when its window opens",
      description = "It has to be ready, else 409 with everything that is not." + ONLY_IF)
  ResponseEntity<CampaignView> schedule(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Parameter(description = Waivers.ABOUT) @RequestParam(required = false)
          @Nullable List<String> allow,
      HttpServletRequest http) {
    return move(id, ifMatch, Transition.SCHEDULE, allow, http);
  }

  @PostMapping("/unschedule")
  @Operation(summary = "Make a scheduled campaign a draft again", description = ONLY_IF)
  ResponseEntity<CampaignView> unschedule(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest http) {
    return move(id, ifMatch, Transition.UNSCHEDULE, null, http);
  }

  @PostMapping("/start")
  @Operation(
      summary = "Start a draft or scheduled campaign now, or go on with a paused one",
      description =
          "Its window has to be open and the campaign ready, else 409 with everything that is not."
              + ONLY_IF)
  ResponseEntity<CampaignView> start(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Parameter(description = Waivers.ABOUT) @RequestParam(required = false)
          @Nullable List<String> allow,
      HttpServletRequest http) {
    return move(id, ifMatch, Transition.START, allow, http);
  }

  @PostMapping("/pause")
  @Operation(summary = "Pause a running campaign; else 409", description = ONLY_IF)
  ResponseEntity<CampaignView> pause(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest http) {
    return move(id, ifMatch, Transition.PAUSE, null, http);
  }

  @PostMapping("/end")
  @Operation(
      summary = "Finish a running or paused campaign for good; else 409",
      description = "A campaign whose window closes is finished by itself." + ONLY_IF)
  ResponseEntity<CampaignView> end(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest http) {
    return move(id, ifMatch, Transition.END, null, http);
  }

  private ResponseEntity<CampaignView> move(
      String id,
      @Nullable String ifMatch,
      Transition transition,
      @Nullable List<String> allow,
      HttpServletRequest http) {
    return answers.answer(
        id,
        management.move(
            id,
            CampaignAnswers.versionOrNull(ifMatch),
            transition,
            CampaignAnswers.actor(http),
            Waivers.read(allow)));
  }

  @PostMapping("/submit")
  @Operation(
      summary = "Ask a second person to approve the plan",
      description = "409 where campaigns need no approval." + ONLY_IF)
  ResponseEntity<CampaignView> submit(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest http) {
    return answers.answer(
        id,
        management.submit(id, CampaignAnswers.versionOrNull(ifMatch), CampaignAnswers.actor(http)));
  }

  /** What a second person says. */
  record Verdict(@Nullable String comment) {}

  @PostMapping("/approve")
  @Operation(
      summary = "Approve the plan that was read",
      description =
          "Needs If-Match, and a caller other than the last editor. An edit makes it void.")
  ResponseEntity<CampaignView> approve(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @Parameter(description = Waivers.ABOUT) @RequestParam(required = false)
          @Nullable List<String> allow,
      @RequestBody(required = false) @Nullable Verdict answer,
      HttpServletRequest http) {
    return answers.answer(
        id,
        management.answer(
            id,
            CampaignAnswers.version(ifMatch),
            true,
            CampaignAnswers.actor(http),
            comment(answer, false),
            Waivers.read(allow)));
  }

  @PostMapping("/reject")
  @Operation(
      summary = "Reject the plan that was read, and say why",
      description = "Needs If-Match and a comment.")
  ResponseEntity<CampaignView> reject(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody(required = false) @Nullable Verdict answer,
      HttpServletRequest http) {
    return answers.answer(
        id,
        management.answer(
            id,
            CampaignAnswers.version(ifMatch),
            false,
            CampaignAnswers.actor(http),
            comment(answer, true),
            Waivers.read(null)));
  }

  private static @Nullable String comment(@Nullable Verdict answer, boolean required) {
    String comment = answer == null ? null : answer.comment();
    if (comment == null && !required) {
      return null;
    }
    Checks checks = new Checks();
    String text = checks.note("comment", comment);
    checks.throwIfAny();
    return text;
  }
}
