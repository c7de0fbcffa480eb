package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.delivery.Message;
import io.tierwise.campaign.delivery.MessageLog;
import io.tierwise.campaign.delivery.MessageLog.Filter;
import io.tierwise.campaign.delivery.MessageState;
import io.tierwise.campaign.delivery.Messages;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.starter.problem.ProblemException;
import io.tierwise.starter.web.Cursor;
import io.tierwise.starter.web.Page;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Messages to persons, and what became of them. */
@RestController
@Tag(name = "Messages")
class MessageController {
  private static final int MOST = 1_000;
  private final Messages messages;
  private final MessageLog log;
  private final Clock clock;

  MessageController(Messages messages, MessageLog log, Clock clock) {
    this.messages = messages;
    this.log = log;
    this.clock = clock;
  }

  record MessageView(
      String key,
      String userId,
      String channel,
      @Nullable String template,
      Map<String, String> fields,
      @Nullable String campaignId,
      @Nullable String contactId,
      @Nullable String journeyId,
      @Schema(
              allowableValues = {
                "queued",
                "sending",
                "sent",
                "delivered",
                "bounced",
                "failed",
                "unsubscribed",
                "suppressed"
              })
          String state,
      @Schema(description = "Why it bounced, failed, was suppressed, or has to be tried again")
          @Nullable String reason,
      int attempts,
      @Schema(description = "Not before that, the first time or again") Instant due,
      Instant queuedAt,
      Instant changedAt,
      @Nullable Instant sentAt,
      @Nullable Instant openedAt) {
    static MessageView of(MessageLog.Entry entry) {
      Message message = entry.message();
      return new MessageView(
          message.key(),
          message.userId(),
          message.channel().id(),
          message.template(),
          new TreeMap<>(message.fields()),
          message.campaignId(),
          message.contactId(),
          message.journeyId(),
          entry.state().id(),
          entry.reason(),
          entry.attempts(),
          message.due(),
          entry.queuedAt(),
          entry.changedAt(),
          entry.sentAt(),
          entry.openedAt());
    }
  }

  @Schema(
      example =
          """
          {"key": "order-4711-shipped", "userId": "c-000231", "channel": "email",
           "fields": {"title": "Your order is on its way", "body": "It arrives tomorrow."}}
          """)
  record MessageRequest(
      @Schema(description = "Makes it once: a second message of the same key is the first")
          @Nullable String key,
      @Nullable String userId,
      @Nullable String channel,
      @Schema(description = "Name of one; without it the fields title and body are the message")
          @Nullable String template,
      @Nullable Map<String, @Nullable String> fields,
      @Schema(description = "Default now") @Nullable Instant due,
      @Schema(description = "Of those due the highest goes first; default 0")
          @Nullable Integer priority) {}

  @Operation(
      summary = "Queue a message",
      description = "201 if the key is new; 200 with the message that has it if not.")
  @PostMapping("/v1/messages")
  ResponseEntity<MessageView> queue(@RequestBody MessageRequest request) {
    Instant now = clock.instant();
    Message message = read(request, now);
    boolean isNew = messages.enqueue(List.of(message), now) == 1;
    return ResponseEntity.status(isNew ? HttpStatus.CREATED : HttpStatus.OK)
        .body(MessageView.of(log.find(message.key()).orElseThrow()));
  }

  private static Message read(MessageRequest request, Instant now) {
    Checks checks = new Checks();
    String key = checks.text("key", request.key());
    String user = checks.userId("userId", request.userId());
    Channel channel = channel(request.channel(), checks);
    if (channel == null && request.channel() == null) {
      checks.problem("channel", "missing", "is required");
    }
    if (channel == Channel.ONSITE) {
      checks.problem("channel", "not-sent", "the site itself shows what a decision answers");
    }
    String template =
        request.template() == null ? null : checks.text("template", request.template());
    Map<String, String> fields = Fields.read("fields", request.fields(), checks);
    checks.throwIfAny();
    return new Message(
        key,
        user,
        Objects.requireNonNull(channel),
        template,
        fields,
        null,
        null,
        null,
        Objects.requireNonNullElse(request.due(), now),
        Objects.requireNonNullElse(request.priority(), 0));
  }

  @Operation(summary = "List messages, oldest first")
  @GetMapping("/v1/messages")
  Page<MessageView> list(
      @RequestParam(required = false) @Nullable String campaignId,
      @RequestParam(required = false) @Nullable String journeyId,
      @RequestParam(required = false) @Nullable String userId,
      @RequestParam(required = false) @Nullable String state,
      @RequestParam(required = false) @Nullable String channel,
      @RequestParam(required = false) @Nullable String cursor,
      @RequestParam(defaultValue = "100") int limit) {
    int size = Cursor.limit(limit, MOST);
    Filter filter = filter(campaignId, journeyId, userId, state, channel);
    return Page.of(
            log.list(filter, position(cursor, 0), size + 1),
            size,
            (MessageLog.Entry entry) -> String.valueOf(entry.position()))
        .map(MessageView::of);
  }

  @Operation(summary = "A message by its key")
  @GetMapping("/v1/messages/{key}")
  MessageView get(@PathVariable String key) {
    return log.find(key)
        .map(MessageView::of)
        .orElseThrow(() -> ProblemException.notFound("message", key));
  }

  record CountView(String channel, String state, long messages) {}

  record CountsView(long messages, Map<String, Long> byState, List<CountView> items) {}

  @Operation(summary = "How many messages are in which state, by channel")
  @GetMapping("/v1/messages/counts")
  CountsView counts(
      @RequestParam(required = false) @Nullable String campaignId,
      @RequestParam(required = false) @Nullable String journeyId,
      @RequestParam(required = false) @Nullable String userId,
      @RequestParam(required = false) @Nullable String channel) {
    List<MessageLog.Count> counts =
        log.counts(filter(campaignId, journeyId, userId, null, channel));
    Map<String, Long> byState = new TreeMap<>();
    counts.forEach(count -> byState.merge(count.state().id(), count.messages(), Long::sum));
    return new CountsView(
        counts.stream().mapToLong(MessageLog.Count::messages).sum(),
        byState,
        counts.stream()
            .map(c -> new CountView(c.channel().id(), c.state().id(), c.messages()))
            .toList());
  }

  private static Filter filter(
      @Nullable String campaignId,
      @Nullable String journeyId,
      @Nullable String userId,
      @Nullable String state,
      @Nullable String channel) {
    Checks checks = new Checks();
    MessageState known = state == null ? null : MessageState.of(state).orElse(null);
    if (state != null && known == null) {
      checks.problem(
          "state",
          "unknown",
          "'%s' is none of %s"
              .formatted(
                  state,
                  Stream.of(MessageState.values())
                      .map(MessageState::id)
                      .collect(Collectors.joining(", "))));
    }
    Channel on = channel(channel, checks);
    checks.throwIfAny();
    return new Filter(campaignId, journeyId, userId, known, on);
  }

  private static @Nullable Channel channel(@Nullable String id, Checks checks) {
    Channel channel = id == null ? null : Channel.of(id).orElse(null);
    if (id != null && channel == null) {
      checks.problem(
          "channel",
          "unknown",
          "'%s' is none of %s"
              .formatted(
                  id,
                  Stream.of(Channel.values()).map(Channel::id).collect(Collectors.joining(", "))));
    }
    return channel;
  }

  static long position(@Nullable String cursor, long start) {
    String position = Cursor.decode(cursor);
    try {
      return position == null ? start : Long.parseLong(position);
    } catch (NumberFormatException e) {
      throw Cursor.invalid();
    }
  }
}
