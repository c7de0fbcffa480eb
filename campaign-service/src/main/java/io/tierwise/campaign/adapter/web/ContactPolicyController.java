package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.pressure.ContactPolicies;
import io.tierwise.starter.problem.ProblemException;
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

@RestController
@RequestMapping("/v1/contact-policy")
@Tag(name = "Contact policy")
class ContactPolicyController {
  private final ContactPolicies policies;
  private final Clock clock;

  ContactPolicyController(ContactPolicies policies, Clock clock) {
    this.policies = policies;
    this.clock = clock;
  }

  @GetMapping
  @Operation(summary = "Caps per user, quiet hours and capacities over all campaigns")
  ResponseEntity<ContactPolicyView> current() {
    return answer(policies.current());
  }

  @PutMapping
  @Operation(
      summary = "Replace the contact policy",
      description =
          "Holds for every contact from the answer on. With If-Match and the ETag that was read,"
              + " 412 if somebody else changed it since.")
  ResponseEntity<ContactPolicyView> replace(
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody ContactPolicyRequest request) {
    return policies
        .replace(
            ifMatch == null ? null : CampaignAnswers.version(ifMatch),
            request.read(),
            clock.instant())
        .map(ContactPolicyController::answer)
        .orElseThrow(
            () ->
                new ProblemException(
                    HttpStatus.PRECONDITION_FAILED,
                    "stale-version",
                    "The contact policy was changed meanwhile; read it again",
                    List.of(),
                    null));
  }

  private static ResponseEntity<ContactPolicyView> answer(ContactPolicies.Stored stored) {
    return ResponseEntity.ok()
        .eTag("\"" + stored.version() + "\"")
        .body(ContactPolicyView.of(stored));
  }
}
