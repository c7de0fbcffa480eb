package io.tierwise.ingest;

import io.tierwise.contracts.ContractJson;
import io.tierwise.contracts.JsonBytes;
import io.tierwise.contracts.Topics;
import io.tierwise.contracts.ingest.BehaviorEvent;
import io.tierwise.contracts.ingest.RejectedEvent;
import io.tierwise.ingest.validation.Digests;
import io.tierwise.ingest.validation.Reading.Accepted;
import io.tierwise.ingest.validation.Reading.Rejected;
import io.tierwise.ingest.validation.ReasonCode;
import io.tierwise.ingest.validation.UsualEvents.Ready;
import io.tierwise.ingest.validation.Utf8;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** The messages that go out: an accepted event, or a rejection with the payload as it came. */
public final class Outgoing {
  public static final String SERVICE = "ingest-service";

  /** Below the broker's usual limit of a megabyte for a message. */
  private static final int MAX_MESSAGE = 700_000;

  private static final int MAX_PAYLOAD = 65_536;

  /** A rejection is kept for people to read: neither a key nor an address belongs there. */
  private static final Pattern PRIVATE =
      Pattern.compile("(\"(?:writeKey|ip)\"\\s*:\\s*\")[^\"]*\"");

  /**
   * @return null where the event has become too large to be sent
   */
  public static @Nullable ProducerRecord<String, byte[]> of(Accepted<BehaviorEvent> accepted) {
    return of(accepted, new JsonBytes());
  }

  /**
   * @param room to write it in
   * @return null where the event has become too large to be sent: numbers such as 1e400 take five
   *     characters in and four hundred out
   */
  static @Nullable ProducerRecord<String, byte[]> of(
      Accepted<BehaviorEvent> accepted, JsonBytes room) {
    BehaviorEvent event = accepted.value();
    byte[] json = ContractJson.write(event, room);
    return json.length > MAX_MESSAGE
        ? null
        : new ProducerRecord<>(Topics.BEHAVIOR_EVENTS, event.userKey(), json);
  }

  static ProducerRecord<String, byte[]> of(Ready ready) {
    return new ProducerRecord<>(Topics.BEHAVIOR_EVENTS, ready.userKey(), ready.json());
  }

  public static Rejected<BehaviorEvent> tooLargeToSend(Accepted<BehaviorEvent> accepted) {
    Rejected<BehaviorEvent> bare =
        Rejected.of(
            "$", ReasonCode.TOO_LARGE, "written out it has more than " + MAX_MESSAGE + " bytes");
    return new Rejected<>(accepted.value().messageId(), accepted.value().userKey(), bare.reasons());
  }

  /** Its id is made of its bytes and the hour, so that a retry is the same rejection. */
  static ProducerRecord<String, byte[]> overHttp(
      Rejected<BehaviorEvent> rejected,
      List<Header> provenance,
      String source,
      Instant at,
      byte[] bytes,
      int offset,
      int length) {
    String id = SERVICE + "/" + Digests.idOf(source, at, bytes, offset, length);
    return rejection(
        rejected,
        provenance,
        id,
        source,
        at,
        null,
        Arrays.copyOfRange(bytes, offset, offset + length));
  }

  /** Its id is made of its place in the file, so that a page that is sent again is the same. */
  public static ProducerRecord<String, byte[]> fromImport(
      Rejected<BehaviorEvent> rejected,
      Provenance provenance,
      String source,
      Instant at,
      byte[] bytes) {
    Provenance.Place place = Objects.requireNonNull(provenance.place());
    String id = "%s/import-%s-%d".formatted(SERVICE, place.importId(), place.line());
    return rejection(rejected, provenance.headers(), id, source, at, null, bytes);
  }

  /** Its id is made of its place in the topic, so that a redelivery is the same rejection. */
  static ProducerRecord<String, byte[]> fromTopic(
      Rejected<BehaviorEvent> rejected, ConsumerRecord<String, byte[]> message, Instant at) {
    byte[] value = message.value() == null ? new byte[0] : message.value();
    return rejection(
        rejected,
        Provenance.topic(Instant.ofEpochMilli(message.timestamp())).headers(),
        SERVICE + "/" + placeOf(message),
        message.topic(),
        at,
        message,
        value);
  }

  /** Such as {@code tierwise.inbound-events-3@17}. */
  static String placeOf(ConsumerRecord<?, ?> message) {
    return message.topic() + "-" + message.partition() + "@" + message.offset();
  }

  private static ProducerRecord<String, byte[]> rejection(
      Rejected<BehaviorEvent> rejected,
      List<Header> provenance,
      String id,
      String source,
      Instant at,
      @Nullable ConsumerRecord<String, byte[]> message,
      byte[] payload) {
    byte[] kept = payload.length > MAX_PAYLOAD ? cut(payload) : payload;
    boolean text = Utf8.isValid(kept, 0, kept.length);
    RejectedEvent event =
        new RejectedEvent(
            RejectedEvent.SCHEMA,
            id,
            at,
            SERVICE,
            source,
            message == null ? null : message.topic(),
            message == null ? null : message.partition(),
            message == null ? null : message.offset(),
            rejected.id(),
            rejected.userKey(),
            rejected.reasons(),
            text ? withoutPrivate(new String(kept, StandardCharsets.UTF_8)) : null,
            text ? null : Base64.getEncoder().encodeToString(kept));
    String key = rejected.userKey() == null ? source : rejected.userKey();
    ProducerRecord<String, byte[]> out =
        new ProducerRecord<>(
            Topics.REJECTED_EVENTS, null, key, ContractJson.write(event), provenance);
    return kept == payload ? out : Provenance.markCut(out);
  }

  /** Not in the middle of a character. */
  private static byte[] cut(byte[] payload) {
    int end = MAX_PAYLOAD;
    while (end > MAX_PAYLOAD - 4 && (payload[end] & 0xc0) == 0x80) {
      end--;
    }
    return Arrays.copyOf(payload, end);
  }

  static String withoutPrivate(String payload) {
    return payload.contains("\"writeKey\"") || payload.contains("\"ip\"")
        ? PRIVATE.matcher(payload).replaceAll("$1***\"")
        : payload;
  }

  private Outgoing() {}
}
