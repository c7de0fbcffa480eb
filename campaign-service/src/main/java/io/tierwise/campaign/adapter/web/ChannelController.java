package io.tierwise.campaign.adapter.web;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import io.tierwise.campaign.delivery.ChannelDeliveries;
import io.tierwise.campaign.delivery.ChannelDelivery;
import io.tierwise.campaign.delivery.SenderSettings;
import io.tierwise.campaign.delivery.Senders;
import io.tierwise.campaign.lifecycle.Channel;
import io.tierwise.starter.problem.ProblemException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Which channels send, and how. */
@RestController
@Tag(name = "Channels")
class ChannelController {
  private final ChannelDeliveries deliveries;
  private final Senders senders;
  private final Clock clock;

  ChannelController(ChannelDeliveries deliveries, Senders senders, Clock clock) {
    this.deliveries = deliveries;
    this.senders = senders;
    this.clock = clock;
  }

  /** As in the request; secrets by their names. */
  record ChannelView(
      String channel,
      String sender,
      double ratePerSecond,
      int parallel,
      int attempts,
      ChannelRequest.@Nullable WebhookRequest webhook,
      ChannelRequest.@Nullable SmtpRequest smtp,
      ChannelRequest.@Nullable FileRequest file,
      ChannelRequest.@Nullable TopicRequest topic,
      @Schema(
              description =
                  "What keeps it from sending now, such as a secret that is gone; null if nothing")
          @Nullable String trouble,
      Instant updatedAt) {}

  record ChannelsView(List<ChannelView> items) {}

  @Operation(
      summary = "Let a channel send",
      description =
          "Contacts that are made from now on become messages of this channel. Secrets are named"
              + " here and held by settings of the service.")
  @PutMapping("/v1/channels/{channel}")
  ChannelView put(@PathVariable String channel, @RequestBody ChannelRequest request) {
    Channel known = read(channel);
    if (known == Channel.ONSITE) {
      throw ProblemException.invalid(
          "channel", "not-sent", "the site itself shows what a decision answers");
    }
    ChannelDelivery delivery = request.read(known, clock.instant());
    senders
        .trouble(delivery.sender())
        .ifPresent(
            trouble -> {
              throw ProblemException.invalid(trouble.field(), trouble.code(), trouble.message());
            });
    deliveries.put(delivery);
    return view(delivery);
  }

  @Operation(summary = "How a channel sends")
  @GetMapping("/v1/channels/{channel}")
  ChannelView get(@PathVariable String channel) {
    return deliveries
        .find(read(channel))
        .map(this::view)
        .orElseThrow(() -> ProblemException.notFound("delivery of channel", channel));
  }

  @Operation(summary = "The channels that send")
  @GetMapping("/v1/channels")
  ChannelsView list() {
    return new ChannelsView(deliveries.list().stream().map(this::view).toList());
  }

  @Operation(
      summary = "Let a channel send no more",
      description = "What is queued waits until the channel sends again.")
  @DeleteMapping("/v1/channels/{channel}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(@PathVariable String channel) {
    if (!deliveries.remove(read(channel))) {
      throw ProblemException.notFound("delivery of channel", channel);
    }
  }

  private static Channel read(String id) {
    return Channel.of(id).orElseThrow(() -> ProblemException.notFound("channel", id));
  }

  private ChannelView view(ChannelDelivery delivery) {
    SenderSettings sender = delivery.sender();
    return new ChannelView(
        delivery.channel().id(),
        sender.kind(),
        delivery.perSecond(),
        delivery.parallel(),
        delivery.attempts(),
        sender instanceof SenderSettings.Webhook w
            ? new ChannelRequest.WebhookRequest(
                w.url().toString(), w.secret(), (int) w.timeout().toSeconds())
            : null,
        sender instanceof SenderSettings.Smtp s
            ? new ChannelRequest.SmtpRequest(
                s.host(),
                s.port(),
                s.security().name().toLowerCase(Locale.ROOT),
                s.username(),
                s.password(),
                s.from(),
                s.replyTo())
            : null,
        sender instanceof SenderSettings.FileDrop f
            ? new ChannelRequest.FileRequest(f.folder())
            : null,
        sender instanceof SenderSettings.Topic t ? new ChannelRequest.TopicRequest(t.name()) : null,
        senders.trouble(sender).map(t -> t.field() + " " + t.message()).orElse(null),
        delivery.updatedAt());
  }
}
