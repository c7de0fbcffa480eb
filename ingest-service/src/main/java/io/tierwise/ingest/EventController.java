package io.tierwise.ingest;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.security.SecurityRequirement;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.ingest.Provenance.Door;
import io.tierwise.starter.web.AnyParameters;
import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/** The paths of the Segment spec, in full and in the short form that its browser library uses. */
@RestController
@Tag(
    name = "Events",
    description = "Compatible with the Segment spec; the answer says what became of each event")
@SecurityRequirement(name = IngestApplication.WRITE_KEY)
@ApiResponse(
    responseCode = "202",
    description = "The broker has every event: the accepted and, apart, the rejected",
    content =
        @Content(
            schema = @Schema(implementation = Answers.EventResults.class),
            examples = @ExampleObject(Examples.EVENT_RESULTS)))
@ApiResponse(
    responseCode = "400",
    description = "The event is rejected, or the batch cannot be read",
    content =
        @Content(
            mediaType = MediaType.APPLICATION_PROBLEM_JSON_VALUE,
            schema = @Schema(implementation = ProblemDetail.class),
            examples = @ExampleObject(Examples.PROBLEM)))
@ApiResponse(responseCode = "401", description = "No write key, or an unknown one")
@ApiResponse(responseCode = "413", description = "The body is above the limit")
@ApiResponse(responseCode = "415", description = "Neither JSON in UTF-8 nor gzip of it")
@ApiResponse(
    responseCode = "503",
    description =
        "The broker does not acknowledge, or too much is in flight: send all of it again after Retry-After seconds")
@AnyParameters("Senders that nobody here wrote")
class EventController {
  static final List<String> PATHS =
      List.of(
          "/v1/track",
          "/v1/t",
          "/v1/identify",
          "/v1/i",
          "/v1/page",
          "/v1/p",
          "/v1/screen",
          "/v1/s",
          "/v1/group",
          "/v1/g",
          "/v1/alias",
          "/v1/a",
          "/v1/batch",
          "/v1/b",
          "/v1/import");

  private final EventDoor door;

  EventController(EventDoor door) {
    this.door = door;
  }

  @PostMapping({"/v1/track", "/v1/t"})
  @Operation(summary = "Something that a user did")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(Examples.TRACK)))
  ResponseEntity<Object> track(HttpServletRequest request) {
    return door.single(EventType.TRACK, request);
  }

  @PostMapping({"/v1/identify", "/v1/i"})
  @Operation(summary = "Who a user is; with an anonymousId beside, who a visitor was")
  @RequestBody(
      content =
          @Content(mediaType = "application/json", examples = @ExampleObject(Examples.IDENTIFY)))
  ResponseEntity<Object> identify(HttpServletRequest request) {
    return door.single(EventType.IDENTIFY, request);
  }

  @PostMapping({"/v1/page", "/v1/p"})
  @Operation(summary = "A page that was seen")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(Examples.PAGE)))
  ResponseEntity<Object> page(HttpServletRequest request) {
    return door.single(EventType.PAGE, request);
  }

  @PostMapping({"/v1/screen", "/v1/s"})
  @Operation(summary = "A screen of an app that was seen")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(Examples.PAGE)))
  ResponseEntity<Object> screen(HttpServletRequest request) {
    return door.single(EventType.SCREEN, request);
  }

  @PostMapping({"/v1/group", "/v1/g"})
  @Operation(summary = "A group that a user belongs to")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(Examples.GROUP)))
  ResponseEntity<Object> group(HttpServletRequest request) {
    return door.single(EventType.GROUP, request);
  }

  @PostMapping({"/v1/alias", "/v1/a"})
  @Operation(summary = "Two ids of one user")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(Examples.ALIAS)))
  ResponseEntity<Object> alias(HttpServletRequest request) {
    return door.single(EventType.ALIAS, request);
  }

  @PostMapping({"/v1/batch", "/v1/b"})
  @Operation(summary = "Events of any type; a bad one never spoils the others")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(Examples.BATCH)))
  ResponseEntity<Object> batch(HttpServletRequest request) {
    return door.batch(request, Door.BATCH);
  }

  @PostMapping("/v1/import")
  @Operation(summary = "Events of the past: like a batch, with room for orders of many lines")
  @RequestBody(
      content = @Content(mediaType = "application/json", examples = @ExampleObject(Examples.BATCH)))
  ResponseEntity<Object> importing(HttpServletRequest request) {
    return door.batch(request, Door.IMPORT);
  }
}
