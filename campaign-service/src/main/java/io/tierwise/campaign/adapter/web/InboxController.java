package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.delivery.Inbox;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The messages that a shop shows to a user itself. */
@RestController
@Tag(name = "Inbox")
class InboxController {
  private static final int MOST = 200;
  private final Inbox inbox;
  private final Clock clock;

  InboxController(Inbox inbox, Clock clock) {
    this.inbox = inbox;
    this.clock = clock;
  }

  record ItemView(
      String key,
      String subject,
      String text,
      @Nullable String html,
      Map<String, String> fields,
      @Nullable String campaignId,
      Instant at,
      @Nullable Instant readAt) {
    static ItemView of(Inbox.Item item) {
      return new ItemView(
          item.key(),
          item.content().subject(),
          item.content().text(),
          item.content().html(),
          new TreeMap<>(item.fields()),
          item.campaignId(),
          item.at(),
          item.readAt());
    }
  }

  record InboxView(
      @Schema(description = "Of all messages of the user") long unread,
      List<ItemView> items,
      @Nullable String nextCursor) {}

  @Operation(summary = "A user's inbox, newest first")
  @GetMapping("/v1/users/{id}/inbox")
  InboxView list(
      @PathVariable String id,
      @RequestParam(defaultValue = "false") boolean unread,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "20") int limit) {
    int size = Cursor.limit(limit, MOST);
    Page<ItemView> page =
        Page.of(
                inbox.list(
                    id, unread, MessageController.position(cursor, Long.MAX_VALUE), size + 1),
                size,
                (Inbox.Item item) -> String.valueOf(item.position()))
            .map(ItemView::of);
    return new InboxView(inbox.unread(id), page.items(), page.nextCursor());
  }

  @Operation(summary = "Mark a message of a user's inbox as read")
  @PostMapping("/v1/users/{id}/inbox/{key}/read")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void read(@PathVariable String id, @PathVariable String key) {
    if (!inbox.read(id, key, clock.instant())) {
      throw ProblemException.notFound("message in the inbox", key);
    }
  }
}
