package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.delivery.UnsubscribeLinks;
import io.tierwise.campaign.delivery.Unsubscriptions;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.AnyParameters;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Lets persons end messages by the link that each carries. Opening it changes nothing, for mail
 * scanners open links: the button does, or the mail program itself (RFC 8058).
 */
@RestController
@Tag(name = "Unsubscriptions")
class UnsubscribeController {
  private static final String PAGE =
      """
      <!doctype html><html lang="en"><head><meta charset="utf-8"><title>Unsubscribe</title>
      <meta name="viewport" content="width=device-width"><meta name="robots" content="noindex">
      <style>body{font:16px/1.5 system-ui,sans-serif;max-width:32em;margin:4em auto;padding:0 1em}
      button{font:inherit;padding:.5em 1em}</style></head><body>%s</body></html>
      """;
  private static final String ASK =
      "<h1>Unsubscribe</h1><p>Do you want no further messages of this kind?</p>"
          + "<form method=\"post\"><button>Unsubscribe</button></form>";

  private final UnsubscribeLinks links;
  private final Unsubscriptions unsubscriptions;
  private final Clock clock;

  UnsubscribeController(UnsubscribeLinks links, Unsubscriptions unsubscriptions, Clock clock) {
    this.links = links;
    this.unsubscriptions = unsubscriptions;
    this.clock = clock;
  }

  @Operation(summary = "The page behind a link to unsubscribe: asks, and changes nothing")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_HTML_VALUE,
              examples = @ExampleObject("<h1>Unsubscribe</h1>")))
  @AnyParameters("Mail programs that count clicks")
  @GetMapping(value = "/v1/unsubscribe/{token}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> page(@PathVariable String token) {
    return links.read(token).isEmpty() ? unknown() : html(HttpStatus.OK, ASK);
  }

  @Operation(
      summary = "Unsubscribe",
      description = "By the button of the page, or by one click of a mail program (RFC 8058).")
  @ApiResponse(
      responseCode = "200",
      content =
          @Content(
              mediaType = MediaType.TEXT_HTML_VALUE,
              examples = @ExampleObject("<h1>You are unsubscribed</h1>")))
  @AnyParameters("Mail programs that count clicks")
  @PostMapping(value = "/v1/unsubscribe/{token}", produces = MediaType.TEXT_HTML_VALUE)
  ResponseEntity<String> unsubscribe(@PathVariable String token) {
    return links
        .read(token)
        .flatMap(key -> unsubscriptions.unsubscribe(key, clock.instant()))
        .map(
            channel ->
                html(
                    HttpStatus.OK,
                    "<h1>You are unsubscribed</h1><p>There will be no further messages by "
                        + channel.id()
                        + ".</p>"))
        .orElseGet(UnsubscribeController::unknown);
  }

  private static ResponseEntity<String> unknown() {
    return html(
        HttpStatus.NOT_FOUND,
        "<h1>This link is not valid</h1><p>Please use the one of the message as it is.</p>");
  }

  private static ResponseEntity<String> html(HttpStatus status, String body) {
    return ResponseEntity.status(status)
        .contentType(new MediaType(MediaType.TEXT_HTML, java.nio.charset.StandardCharsets.UTF_8))
        .header("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
        .header("Referrer-Policy", "no-referrer")
        .header("Cache-Control", "no-store")
        .body(PAGE.formatted(body));
  }

  record UnsubscriptionView(String channel, Instant at, @Nullable String messageKey) {}

  record UnsubscriptionsView(List<UnsubscriptionView> items) {}

  @Operation(summary = "The channels that a user is unsubscribed from")
  @GetMapping("/v1/users/{id}/unsubscriptions")
  UnsubscriptionsView of(@PathVariable String id) {
    return new UnsubscriptionsView(
        unsubscriptions.of(id).stream()
            .map(u -> new UnsubscriptionView(u.channel().id(), u.at(), u.messageKey()))
            .toList());
  }

  @Operation(
      summary = "Let messages of a channel reach a user again",
      description = "For a person who has asked for it.")
  @DeleteMapping("/v1/users/{id}/unsubscriptions/{channel}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void revoke(@PathVariable String id, @PathVariable String channel) {
    Channel known =
        Channel.of(channel).orElseThrow(() -> ProblemException.notFound("channel", channel));
    if (!unsubscriptions.revoke(id, known)) {
      throw ProblemException.notFound("unsubscription", channel);
    }
  }
}
