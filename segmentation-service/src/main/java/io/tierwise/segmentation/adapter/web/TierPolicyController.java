package io.tierwise.segmentation.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.segmentation.run.TierPolicies;
import io.tierwise.segmentation.run.TierPolicies.Replacement;
import io.tierwise.segmentation.tier.TierDefinition;
import io.tierwise.segmentation.tier.TierPolicy;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** The names, attributes and benefits of the tiers; they count from the next run on. */
@RestController
@RequestMapping("/v1/tier-policy")
@Tag(name = "Tier policy", description = "Names, attributes and benefits of the tiers")
class TierPolicyController {
  private final TierPolicies policies;
  private final Clock clock;

  TierPolicyController(TierPolicies policies, Clock clock) {
    this.policies = policies;
    this.clock = clock;
  }

  record PolicyRequest(@Nullable List<@Nullable TierRequest> tiers) {}

  record TierRequest(
      @Nullable String name,
      @Nullable String description,
      @Nullable Map<String, @Nullable String> attributes,
      @Nullable List<@Nullable String> benefits) {}

  record PolicyView(long version, List<TierDefinition> tiers) {}

  @GetMapping
  @Operation(summary = "The tiers of the shop, best first")
  ResponseEntity<PolicyView> get() {
    return answer(policies.current());
  }

  @PutMapping
  @Operation(
      summary = "Replace the tiers, best first",
      description = "With If-Match refused with 412 if somebody else changed them in between.")
  ResponseEntity<PolicyView> put(
      @io.swagger.v3.oas.annotations.parameters.RequestBody(
              content = @Content(examples = @ExampleObject(Examples.TIER_POLICY)))
          @RequestBody
          PolicyRequest body,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      HttpServletRequest request) {
    List<TierDefinition> tiers = tiers(body);
    return switch (policies.replace(
        tiers, version(ifMatch), Caller.of(request).name(), clock.instant())) {
      case Replacement.Replaced(TierPolicy policy) -> answer(policy);
      case Replacement.Stale(long version) when ifMatch == null ->
          throw ProblemException.conflict(
              "changed-meanwhile", "Version " + version + " was stored at the same time");
      case Replacement.Stale(long version) ->
          throw Etags.failed("The policy is at version " + version + " now");
    };
  }

  private static ResponseEntity<PolicyView> answer(TierPolicy policy) {
    return ResponseEntity.ok()
        .eTag("\"" + policy.version() + "\"")
        .body(new PolicyView(policy.version(), policy.tiers()));
  }

  private static @Nullable Long version(@Nullable String ifMatch) {
    String tag = Etags.value(ifMatch);
    try {
      return tag == null ? null : Long.valueOf(tag);
    } catch (NumberFormatException e) {
      throw ProblemException.invalid("If-Match", "invalid-etag", "'" + tag + "' is no version");
    }
  }

  private static List<TierDefinition> tiers(PolicyRequest body) {
    if (body.tiers() == null) {
      throw ProblemException.invalid("tiers", "missing", "is required");
    }
    List<FieldProblem> problems = new ArrayList<>();
    List<TierDefinition> tiers = new ArrayList<>();
    for (int i = 0; i < body.tiers().size(); i++) {
      try {
        tiers.add(tier(body.tiers().get(i)));
      } catch (IllegalArgumentException | NullPointerException e) {
        problems.add(
            new FieldProblem("tiers[" + i + "]", "invalid", String.valueOf(e.getMessage())));
      }
    }
    if (problems.isEmpty()) {
      try {
        return new TierPolicy(0, tiers).tiers();
      } catch (IllegalArgumentException e) {
        problems.add(new FieldProblem("tiers", "invalid", String.valueOf(e.getMessage())));
      }
    }
    throw ProblemException.invalid(problems);
  }

  private static TierDefinition tier(@Nullable TierRequest tier) {
    if (tier == null || tier.name() == null) {
      throw new IllegalArgumentException("name: is required");
    }
    return new TierDefinition(
        tier.name(),
        tier.description() == null ? "" : tier.description(),
        tier.attributes() == null ? Map.of() : texts(tier.attributes()),
        tier.benefits() == null ? List.of() : texts(tier.benefits()));
  }

  private static Map<String, String> texts(Map<String, @Nullable String> attributes) {
    return TierTexts.required("attributes", attributes);
  }

  private static List<String> texts(List<@Nullable String> benefits) {
    return TierTexts.required("benefits", benefits);
  }
}
