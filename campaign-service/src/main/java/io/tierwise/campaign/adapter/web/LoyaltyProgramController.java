package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.coupon.Coupons;
import io.tierwise.campaign.lifecycle.Campaigns;
import io.tierwise.campaign.loyalty.Ledgers;
import io.tierwise.campaign.loyalty.LoyaltyProgram;
import io.tierwise.campaign.loyalty.ProgramVersion;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The rules by which customers earn points. */
@RestController
@RequestMapping("/v1/loyalty-program")
@Tag(name = "Loyalty")
class LoyaltyProgramController {
  private final Ledgers ledgers;
  private final Campaigns campaigns;
  private final Coupons coupons;
  private final Clock clock;

  LoyaltyProgramController(Ledgers ledgers, Campaigns campaigns, Coupons coupons, Clock clock) {
    this.ledgers = ledgers;
    this.campaigns = campaigns;
    this.coupons = coupons;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "Get the rules that stand; 404 before any were stated")
  ResponseEntity<LoyaltyProgramView> program() {
    return ledgers
        .programs()
        .latest()
        .map(LoyaltyProgramController::answer)
        .orElseThrow(LoyaltyProgramController::none);
  }

  static ProblemException none() {
    return new ProblemException(
        HttpStatus.NOT_FOUND, "not-found", "There is no loyalty program yet", List.of(), null);
  }

  @PutMapping
  @Operation(
      summary = "State the rules that hold from now on",
      description =
          "What happened before keeps the rules of its time. Once there are rules, their ETag is"
              + " needed as If-Match: 428 without, 412 if somebody was faster.")
  ResponseEntity<LoyaltyProgramView> change(
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody LoyaltyProgramRequest request,
      HttpServletRequest http) {
    LoyaltyProgram program = new LoyaltyProgramReader(campaigns, coupons).program(request);
    Long version = CampaignAnswers.versionOrNull(ifMatch);
    if (version == null && ledgers.programs().latest().isPresent()) {
      CampaignAnswers.version(null);
    }
    return ledgers
        .change(version, program, Caller.of(http).name(), clock.instant())
        .map(LoyaltyProgramController::answer)
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.PRECONDITION_FAILED,
                    "stale-version",
                    "The rules were changed meanwhile; read them again",
                    List.of(),
                    null));
  }

  private static ResponseEntity<LoyaltyProgramView> answer(ProgramVersion version) {
    return ResponseEntity.ok()
        .eTag("\"" + version.number() + "\"")
        .body(LoyaltyProgramView.of(version));
  }
}
