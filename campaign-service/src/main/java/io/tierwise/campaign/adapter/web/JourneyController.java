package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.journey.Journey;
import io.tierwise.campaign.journey.JourneyDocument;
import io.tierwise.campaign.journey.JourneyReader;
import io.tierwise.campaign.journey.JourneyReader.Reading;
import io.tierwise.campaign.journey.JourneyStatus;
import io.tierwise.campaign.journey.JourneyStatus.Move;
import io.tierwise.campaign.journey.Journeys;
import io.tierwise.campaign.journey.ManageJourneys;
import io.tierwise.campaign.journey.ManageJourneys.Change;
import io.tierwise.starter.problem.FieldProblem;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
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
@RequestMapping("/v1/journeys")
@Tag(name = "Journeys")
class JourneyController {
  private static final int MOST = 200;
  private final Journeys journeys;
  private final ManageJourneys manage;
  private final JourneyReader reader;

  JourneyController(Journeys journeys, ManageJourneys manage, JourneyReader reader) {
    this.journeys = journeys;
    this.manage = manage;
    this.reader = reader;
  }

  @PostMapping
  @Operation(
      summary = "Create a journey as a draft",
      description =
          "Every problem names the step and the field. Ready-made ones to copy: GET"
              + " /v1/journey-templates.")
  @ApiResponse(responseCode = "201", useReturnTypeSchema = true)
  ResponseEntity<JourneyView> create(@RequestBody JourneyDocument document) {
    Journey made = manage.create(checked(document));
    return ResponseEntity.created(URI.create("/v1/journeys/" + made.id()))
        .eTag(etag(made))
        .body(JourneyView.of(made));
  }

  private JourneyDocument checked(JourneyDocument document) {
    if (reader.read(document) instanceof Reading.Flawed(var flaws)) {
      throw ProblemException.invalid(
          flaws.stream()
              .map(flaw -> new FieldProblem(flaw.field(), flaw.code(), flaw.message()))
              .toList());
    }
    return document;
  }

  @GetMapping
  @Operation(summary = "List journeys")
  Page<JourneyView> list(
      @RequestParam @Nullable String status,
      @RequestParam @Nullable String cursor,
      @RequestParam(defaultValue = "50") int limit) {
    int size = Cursor.limit(limit, MOST);
    return Page.of(
            journeys.list(status(status), Cursor.decode(cursor), size + 1), size, Journey::id)
        .map(JourneyView::of);
  }

  private static @Nullable JourneyStatus status(@Nullable String name) {
    return name == null
        ? null
        : JourneyStatus.of(name)
            .orElseThrow(
                () ->
                    ProblemException.invalid(
                        "status",
                        "unknown",
                        "'" + name + "' is none of draft, active, paused, ended"));
  }

  @GetMapping("/{id}")
  @Operation(summary = "Get a journey in its latest version, with its ETag")
  ResponseEntity<JourneyView> get(@PathVariable String id) {
    return answer(find(id));
  }

  @GetMapping("/{id}/versions")
  @Operation(summary = "List the versions of a journey, oldest first")
  Page<JourneyView.VersionView> versions(@PathVariable String id) {
    return new Page<>(
        journeys.versions(find(id).id()).stream().map(JourneyView.VersionView::of).toList(), null);
  }

  @PutMapping("/{id}")
  @Operation(
      summary = "Change a journey",
      description =
          "A journey that was active gets a new version, for new entrants; who is on the way goes on"
              + " in the version of the entry. Needs If-Match with the ETag that was read: 428"
              + " without it, 412 if somebody else changed the journey since.")
  ResponseEntity<JourneyView> replace(
      @PathVariable String id,
      @RequestHeader(name = HttpHeaders.IF_MATCH, required = false) @Nullable String ifMatch,
      @RequestBody JourneyDocument document) {
    long revision = CampaignAnswers.version(ifMatch);
    return answer(id, manage.replace(id, revision, checked(document)));
  }

  @DeleteMapping("/{id}")
  @Operation(summary = "Delete a draft; 409 once the journey was active")
  @ApiResponse(responseCode = "204")
  ResponseEntity<Void> delete(@PathVariable String id) {
    answer(id, manage.delete(id));
    return ResponseEntity.noContent().build();
  }

  @PostMapping("/{id}/activate")
  @Operation(
      summary = "Let users in, or go on after a pause; else 409",
      description = "What happened before the first activation lets nobody in.")
  ResponseEntity<JourneyView> activate(@PathVariable String id) {
    checked(find(id).document());
    return answer(id, manage.move(id, Move.ACTIVATE));
  }

  @PostMapping("/{id}/pause")
  @Operation(summary = "Let nobody in, and whoever is on the way stand still; 409 unless active")
  ResponseEntity<JourneyView> pause(@PathVariable String id) {
    return answer(id, manage.move(id, Move.PAUSE));
  }

  @PostMapping("/{id}/end")
  @Operation(summary = "End it for good, also for those on the way; 409 for drafts")
  ResponseEntity<JourneyView> end(@PathVariable String id) {
    return answer(id, manage.move(id, Move.END));
  }

  private Journey find(String id) {
    return journeys.find(id).orElseThrow(() -> ProblemException.notFound("journey", id));
  }

  private ResponseEntity<JourneyView> answer(String id, Change change) {
    return switch (change) {
      case Change.Changed(Journey journey) -> answer(journey);
      case Change.NotFound() -> throw ProblemException.notFound("journey", id);
      case Change.Refused(String code, String reason) ->
          throw ProblemException.conflict(code, reason);
      case Change.Stale() ->
          throw new ProblemException(
              HttpStatus.PRECONDITION_FAILED,
              "stale-version",
              "The journey was changed meanwhile; read it again",
              List.of(),
              null);
    };
  }

  private static ResponseEntity<JourneyView> answer(Journey journey) {
    return ResponseEntity.ok().eTag(etag(journey)).body(JourneyView.of(journey));
  }

  private static String etag(Journey journey) {
    return "\"" + journey.revision() + "\"";
  }
}
