package io.tierwise.profile.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.profile.history.DecideIdentity;
import io.tierwise.profile.history.DecideIdentity.Outcome;
import io.tierwise.profile.lookup.ReadIdentity;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** Who is who: seen, and corrected by hand. */
@RestController
@Tag(name = "Identity", description = "Which ids are one user, why, and what to do about it")
class IdentityController {
  private static final int LONGEST_KEY = 500;
  private static final int LONGEST_REASON = 1_000;

  private final ReadIdentity identities;
  private final DecideIdentity decide;

  IdentityController(ReadIdentity identities, DecideIdentity decide) {
    this.identities = identities;
    this.decide = decide;
  }

  @Schema(name = "IdentityMerge")
  record MergeRequest(
      @Schema(description = "The user to merge, by its canonical id", example = "12348")
          @Nullable String from,
      @Schema(example = "Same person, two accounts") @Nullable String reason) {}

  @Schema(name = "IdentitySplit")
  record SplitRequest(
      @Schema(description = "The id to split off", example = "anon:3f6c1a52") @Nullable String key,
      @Schema(example = "The tablet in the shop") @Nullable String reason) {}

  @GetMapping("/v1/profiles/{id}/identity")
  @Operation(
      summary = "The ids of a user and how they came together",
      description =
          "By any id of the user. Every id has the event, or the person and the reason, that put it"
              + " there; moves are kept for good. At most 500 of each list.")
  IdentityAnswer get(@PathVariable("id") String id) {
    return identities
        .find(id)
        .map(IdentityAnswer::of)
        .orElseThrow(() -> ProfileController.unknown(id));
  }

  @PostMapping("/v1/profiles/{id}/merges")
  @Operation(
      summary = "Merge another user into this one",
      description =
          "The other user, with all ids that lead to it, becomes part of this one, whatever events"
              + " claim; both are computed anew from the ledger and published. Undone by splitting"
              + " the same id off. Answers with the identity after it.")
  IdentityAnswer merge(
      @PathVariable("id") String id, @RequestBody MergeRequest body, HttpServletRequest request) {
    TypedText text = new TypedText();
    String from = text.required("from", body.from(), LONGEST_KEY);
    String reason = text.required("reason", body.reason(), LONGEST_REASON);
    text.check();
    return answer(id, "from", decide.merge(id, from, Caller.of(request).name(), reason));
  }

  @PostMapping("/v1/profiles/{id}/splits")
  @Operation(
      summary = "Split an id off",
      description =
          "The id, with those that lead to it, is a user of its own from now on; both sides are"
              + " computed anew from the ledger and published. Events do not merge it again, only"
              + " people do. Answers with the identity of the user without the id.")
  IdentityAnswer split(
      @PathVariable("id") String id, @RequestBody SplitRequest body, HttpServletRequest request) {
    TypedText text = new TypedText();
    String key = text.required("key", body.key(), LONGEST_KEY);
    String reason = text.required("reason", body.reason(), LONGEST_REASON);
    text.check();
    return answer(id, "key", decide.split(id, key, Caller.of(request).name(), reason));
  }

  private IdentityAnswer answer(String id, String field, Outcome outcome) {
    return switch (outcome) {
      case Outcome.Decided(String canonical) -> get(canonical);
      case Outcome.Unknown(String key) when key.equals(id) -> throw ProfileController.unknown(id);
      case Outcome.Unknown(String key) ->
          throw refused(field, "unknown-profile", "there is no profile '" + key + "'");
      case Outcome.Refused(String code, String reason) -> throw refused(field, code, reason);
    };
  }

  private static ProblemException refused(String field, String code, String reason) {
    return new ProblemException(
        HttpStatus.CONFLICT, code, reason, List.of(new FieldProblem(field, code, reason)), null);
  }
}
