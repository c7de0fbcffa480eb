package io.tierwise.campaign.delivery;

import io.tierwise.campaign.delivery.Outbox.Result;
import io.tierwise.campaign.delivery.Rendering.Rendered;
import io.tierwise.campaign.lifecycle.Channel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends what a channel has to send, batch by batch. */
public final class SendMessages {
  /** Reads of an unsendable receiver before the channel rests a while. */
  private static final Duration REST = Duration.ofSeconds(2);

  private final Outbox outbox;
  private final Templates templates;
  private final Senders senders;
  private final UnsubscribeLinks links;
  private final BackOff backOff;
  private final DeliveryCounts counts;
  private final Clock clock;
  private final int batchSize;
  private final Duration lease;

  /**
   * @param lease how long a batch belongs to an instance that may have died
   */
  public SendMessages(
      Outbox outbox,
      Templates templates,
      Senders senders,
      UnsubscribeLinks links,
      BackOff backOff,
      DeliveryCounts counts,
      Clock clock,
      int batchSize,
      Duration lease) {
    this.outbox = outbox;
    this.templates = templates;
    this.senders = senders;
    this.links = links;
    this.backOff = backOff;
    this.counts = counts;
    this.clock = clock;
    this.batchSize = batchSize;
    this.lease = lease;
  }

  /** Whether there may be more. */
  public boolean sendSome(Channel channel) {
    Optional<Claimed> claimed = outbox.claim(channel, batchSize, clock.instant(), lease);
    claimed.ifPresent(this::send);
    return claimed.isPresent();
  }

  private void send(Claimed claimed) {
    try (Recorder recorder =
        new Recorder(results -> outbox.record(claimed.batch(), results, clock.instant()))) {
      List<Parcel> parcels = new ArrayList<>();
      Map<String, Optional<Template>> known = new HashMap<>();
      for (Claimed.Entry entry : claimed.entries()) {
        prepare(entry, claimed, known, parcels, recorder);
      }
      Trouble trouble = new Trouble();
      senders
          .of(claimed.delivery())
          .send(
              claimed.batch(),
              parcels,
              claimed.until(),
              (parcel, outcome) -> {
                trouble.count(outcome);
                tell(recorder, claimed, parcel.entry(), outcome);
              });
      recorder.close();
      trouble.restUntil(clock.instant()).ifPresent(until -> outbox.rest(claimed.channel(), until));
    }
  }

  private void prepare(
      Claimed.Entry entry,
      Claimed claimed,
      Map<String, Optional<Template>> known,
      List<Parcel> parcels,
      Recorder recorder) {
    Message message = entry.message();
    String url =
        switch (claimed.delivery().sender()) {
          case SenderSettings.Webhook _,
              SenderSettings.Smtp _,
              SenderSettings.FileDrop _,
              SenderSettings.Topic _ ->
              links.of(message.key());
          case SenderSettings.Inbox _ -> null;
        };
    String name = message.template();
    Template template =
        name == null ? null : known.computeIfAbsent(name, templates::find).orElse(null);
    Rendered rendered =
        name != null && template == null
            ? new Rendered.Impossible("there is no template '" + name + "'")
            : Rendering.render(template, message, entry.recipient(), url);
    switch (rendered) {
      case Rendered.Ready(Content content) -> parcels.add(new Parcel(entry, content, url));
      case Rendered.Impossible(String reason) ->
          tell(recorder, claimed, entry, new Outcome.Failed(reason));
    }
  }

  private void tell(Recorder recorder, Claimed claimed, Claimed.Entry entry, Outcome outcome) {
    Result result = result(claimed, entry, outcome);
    recorder.add(result);
    counts.count(
        claimed.channel(),
        result.state(),
        Duration.between(entry.message().due(), clock.instant()));
  }

  private Result result(Claimed claimed, Claimed.Entry entry, Outcome outcome) {
    long seq = entry.seq();
    return switch (outcome) {
      case Outcome.Sent() -> end(seq, MessageState.SENT, null, null);
      case Outcome.Shown(Content content) -> end(seq, MessageState.DELIVERED, null, content);
      case Outcome.Bounced(String reason) -> end(seq, MessageState.BOUNCED, reason, null);
      case Outcome.Failed(String reason) -> end(seq, MessageState.FAILED, reason, null);
      case Outcome.PutBack() ->
          new Result(seq, MessageState.QUEUED, null, clock.instant(), true, null);
      case Outcome.Troubled(String reason, Instant notBefore) ->
          entry.attempt() >= claimed.delivery().attempts()
              ? end(
                  seq,
                  MessageState.FAILED,
                  "gave up after " + entry.attempt() + " attempts: " + reason,
                  null)
              : new Result(
                  seq, MessageState.QUEUED, reason, due(entry.attempt(), notBefore), false, null);
    };
  }

  private static Result end(
      long seq, MessageState state, @Nullable String reason, @Nullable Content content) {
    return new Result(seq, state, reason, null, false, content);
  }

  private Instant due(int attempt, @Nullable Instant notBefore) {
    Instant due = clock.instant().plus(backOff.after(attempt));
    return notBefore != null && notBefore.isAfter(due) ? notBefore : due;
  }

  /** Whether the receiver as a whole is in trouble. */
  private static final class Trouble {
    private @Nullable Instant asked;
    private boolean failedAlways = true;
    private boolean tried;

    synchronized void count(Outcome outcome) {
      if (outcome instanceof Outcome.Troubled(_, Instant notBefore)) {
        tried = true;
        if (notBefore != null && (asked == null || notBefore.isAfter(asked))) {
          asked = notBefore;
        }
      } else if (!(outcome instanceof Outcome.PutBack)) {
        failedAlways = false;
      }
    }

    synchronized Optional<Instant> restUntil(Instant now) {
      if (asked != null) {
        return Optional.of(asked);
      }
      return tried && failedAlways ? Optional.of(now.plus(REST)) : Optional.empty();
    }
  }
}
