package io.tierwise.campaign.adapter.web;

import io.tierwise.campaign.lifecycle.Actor;
import io.tierwise.campaign.lifecycle.Campaign;
import io.tierwise.campaign.lifecycle.Finding;
import io.tierwise.campaign.lifecycle.ManageCampaigns.Change;
import io.tierwise.starter.access.Caller;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;

/** Answers changes of campaigns, and reads who makes them and of which version. */
final class CampaignAnswers {
  private final Amounts amounts;

  CampaignAnswers(Amounts amounts) {
    this.amounts = amounts;
  }

  /**
   * @throws ProblemException unless the campaign was changed
   */
  static Campaign changed(String id, Change change) {
    return switch (change) {
      case Change.Changed(Campaign campaign) -> campaign;
      case Change.NotFound() -> throw ProblemException.notFound("campaign", id);
      case Change.Refused(String code, String reason) ->
          throw ProblemException.conflict(code, reason);
      case Change.NotReady(List<Finding> problems) ->
          throw new ProblemException(
              HttpStatus.CONFLICT,
              "not-ready",
              "The campaign cannot start as it is: " + problems.getFirst().message(),
              problems.stream()
                  .map(found -> new FieldProblem(found.field(), found.code(), found.message()))
                  .toList(),
              null);
      case Change.Stale() ->
          throw new ProblemException(
              HttpStatus.PRECONDITION_FAILED,
              "stale-version",
              "The campaign was changed meanwhile; read it again",
              List.of(),
              null);
    };
  }

  ResponseEntity<CampaignView> answer(String id, Change change) {
    return answer(changed(id, change));
  }

  ResponseEntity<CampaignView> answer(Campaign campaign) {
    return ResponseEntity.ok().eTag(etag(campaign)).body(CampaignView.of(campaign, amounts));
  }

  static String etag(Campaign campaign) {
    return "\"" + campaign.version() + "\"";
  }

  static Actor actor(HttpServletRequest request) {
    Caller caller = Caller.of(request);
    return new Actor(caller.name(), caller.isNamed());
  }

  /**
   * @throws ProblemException 428 without a version
   */
  static long version(@Nullable String ifMatch) {
    Long version = versionOrNull(ifMatch);
    if (version == null) {
      throw new ProblemException(
          HttpStatus.PRECONDITION_REQUIRED,
          "if-match-required",
          "Send If-Match with the ETag that you read",
          List.of(),
          null);
    }
    return version;
  }

  static @Nullable Long versionOrNull(@Nullable String ifMatch) {
    if (ifMatch == null) {
      return null;
    }
    try {
      return Long.valueOf(ifMatch.replaceFirst("^W/", "").replace("\"", ""));
    } catch (NumberFormatException e) {
      throw ProblemException.invalid("If-Match", "invalid-etag", "'" + ifMatch + "' is no ETag");
    }
  }
}
