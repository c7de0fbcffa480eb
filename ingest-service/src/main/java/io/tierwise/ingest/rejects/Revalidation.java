package io.tierwise.ingest.rejects;

import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.ingest.Answers.EventResults;
import io.tierwise.ingest.IngestProperties;
import io.tierwise.ingest.Intake;
import io.tierwise.ingest.Outgoing;
import io.tierwise.ingest.Provenance;
import io.tierwise.ingest.Provenance.Door;
import io.tierwise.ingest.rejects.Rejection.Kept;
import io.tierwise.ingest.rejects.Verdict.Closed;
import io.tierwise.ingest.rejects.Verdict.Fit;
import io.tierwise.ingest.rejects.Verdict.Unfit;
import io.tierwise.ingest.validation.Envelope;
import io.tierwise.ingest.validation.EventLimits;
import io.tierwise.ingest.validation.EventOrigin;
import io.tierwise.ingest.validation.EventReader;
import io.tierwise.ingest.validation.JsonSlices;
import io.tierwise.ingest.validation.JsonSlices.Cut;
import io.tierwise.ingest.validation.Reading.Accepted;
import io.tierwise.ingest.validation.Reading.Rejected;
import io.tierwise.ingest.validation.ReasonCode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/**
 * Reads a rejected event as its door did: the same rules and limits, and the time at which it came
 * in first. It keeps the message id that it had, or would have been given; so the event counts once
 * however often it is replayed, also beside a client's own retry.
 */
final class Revalidation {
  private static final Pattern MASKED =
      Pattern.compile("(\"(?:writeKey|ip)\"\\s*:\\s*)\"\\*\\*\\*\"");

  private final EventReader reader;
  private final IngestProperties limits;
  private final ReturnedMessages returned = new ReturnedMessages();

  Revalidation(EventReader reader, IngestProperties limits) {
    this.reader = reader;
    this.limits = limits;
  }

  /**
   * @param correction to take in place of the payload
   */
  Verdict judge(Kept kept, byte @Nullable [] correction) {
    if (correction == null && !kept.complete()) {
      return new Closed(
          "payload-cut", "Only the beginning of the payload was kept; send all of it, corrected");
    }
    if (!kept.rejection().service().equals(Outgoing.SERVICE)) {
      return returned.judge(kept, correction);
    }
    byte[] body = correction == null ? unmasked(kept.payload()) : correction;
    Provenance provenance = provenance(kept);
    return switch (provenance.door()) {
      case BATCH_BODY, IMPORT_BODY -> batch(kept.rejection(), provenance, body);
      default -> event(kept.rejection(), provenance, body, correction != null);
    };
  }

  /** Rejections of before they said how they came in: those over HTTP have to name their type. */
  private static Provenance provenance(Kept kept) {
    Provenance known = kept.provenance();
    Door door = kept.rejection().topic() == null ? Door.BATCH : Door.TOPIC;
    return known == null ? new Provenance(door, null, null, null, null) : known;
  }

  /** What was taken out was not kept: it is as if it had not been sent. */
  private static byte[] unmasked(byte[] payload) {
    String text = new String(payload, StandardCharsets.ISO_8859_1);
    return text.contains("\"***\"")
        ? MASKED.matcher(text).replaceAll("$1null").getBytes(StandardCharsets.ISO_8859_1)
        : payload;
  }

  private Verdict event(
      Rejection rejection, Provenance provenance, byte[] body, boolean corrected) {
    boolean duplicate = rejection.codes().contains(ReasonCode.DUPLICATE_MESSAGE_ID.code());
    if (duplicate && !corrected) {
      return new Unfit(rejection.reasons());
    }
    String own = rejection.messageId();
    String messageId = own == null || duplicate ? madeUp(rejection) : own;
    EventOrigin origin = origin(rejection, provenance, messageId);
    EventLimits size = limits(provenance.door());
    return switch (reader.read(body, 0, body.length, size, origin)) {
      case Rejected<BehaviorEvent> rejected -> new Unfit(rejected.reasons());
      case Accepted<BehaviorEvent> accepted -> {
        String given = accepted.value().messageId();
        if (own != null && duplicate == own.equals(given)) {
          yield Unfit.of(
              "messageId",
              (duplicate ? ReasonCode.DUPLICATE_MESSAGE_ID : ReasonCode.INCONSISTENT).code(),
              duplicate
                  ? "is the one of another event; leave it out or give it another"
                  : "must stay what it was, so that the event counts once");
        }
        ProducerRecord<String, byte[]> message = Outgoing.of(accepted);
        yield message == null
            ? new Unfit(Outgoing.tooLargeToSend(accepted).reasons())
            : new Fit(List.of(message), given, null);
      }
    };
  }

  /** The id that the door makes of an event without one is also part of the rejection's. */
  private static String madeUp(Rejection rejection) {
    return rejection.rejectionId().substring(rejection.rejectionId().indexOf('/') + 1);
  }

  private EventOrigin origin(Rejection rejection, Provenance provenance, String messageId) {
    Instant at = rejection.rejectedAt();
    Instant arrived = provenance.arrivedAt();
    Envelope envelope =
        provenance.envelope() == null
            ? new Envelope(null, Map.of(), null, List.of())
            : envelope(unmasked(provenance.envelope().getBytes(StandardCharsets.UTF_8)));
    return new EventOrigin(
        provenance.type(),
        rejection.source(),
        at,
        arrived == null || arrived.isAfter(at) ? at : arrived,
        envelope.context(),
        envelope.sentAt(),
        () -> messageId);
  }

  /** Each event of it for itself; those that are rejected become rejections of their own. */
  private Verdict batch(Rejection rejection, Provenance provenance, byte[] body) {
    Door door = provenance.door() == Door.IMPORT_BODY ? Door.IMPORT : Door.BATCH;
    Provenance ofEvents = new Provenance(door, null, null, null, null);
    switch (JsonSlices.cut(body, "batch", limits.maxBatchEvents())) {
      case Cut.Unreadable unreadable -> {
        return new Unfit(List.of(unreadable.reason()));
      }
      case Cut.Elements elements -> {
        Envelope envelope = envelope(elements.envelope());
        Intake intake =
            new Intake(
                rejection.source(),
                rejection.rejectedAt(),
                body,
                ofEvents.under(envelope, elements.envelope()));
        intake.takeBatch(reader, elements, envelope, limits(door));
        EventResults results = intake.results();
        return intake.isRefused()
            ? new Unfit(intake.rejections().getFirst())
            : new Fit(intake.messages(), null, results);
      }
    }
  }

  private Envelope envelope(byte[] json) {
    return Envelope.read(json, Math.toIntExact(limits.maxEvent().toBytes()));
  }

  private EventLimits limits(Door door) {
    return EventLimits.ofBytes(
        Math.toIntExact(
            (door == Door.IMPORT ? limits.maxImportEvent() : limits.maxEvent()).toBytes()));
  }
}
