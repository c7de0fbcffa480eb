package io.tierwise.ingest;

import io.tierwise.contracts.ingest.BehaviorEvent.EventType;
import io.tierwise.ingest.validation.Envelope;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * How a rejected event came in, as far as its payload does not say: without it a replay would not
 * read it as the door did. It travels in headers of the rejection, which only this service reads.
 *
 * @param type that the path of a single call said
 * @param arrivedAt of a topic's message; else it arrived when it was rejected
 * @param envelope what its batch said beside the events, as JSON
 * @param place in a file that was imported
 */
public record Provenance(
    Door door,
    @Nullable EventType type,
    @Nullable Instant arrivedAt,
    @Nullable String envelope,
    @Nullable Place place) {
  /** A line of an import. */
  public record Place(UUID importId, long line) {}

  /** The ways in; a body is a batch that could not be told apart into events. */
  public enum Door {
    SINGLE,
    BATCH,
    IMPORT,
    BATCH_BODY,
    IMPORT_BODY,
    TOPIC;

    public String label() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static @Nullable Door of(@Nullable String label) {
      for (Door door : values()) {
        if (door.label().equals(label)) {
          return door;
        }
      }
      return null;
    }
  }

  private static final String DOOR = "tierwise-door";
  private static final String TYPE = "tierwise-type";
  private static final String ARRIVED_AT = "tierwise-arrived-at";
  private static final String ENVELOPE = "tierwise-envelope";
  private static final String IMPORT = "tierwise-import";
  private static final String LINE = "tierwise-import-line";
  private static final String CUT = "tierwise-payload-cut";

  /** Of a larger one only the time is kept: it goes with each of the batch's events. */
  private static final int MAX_ENVELOPE = 4_096;

  public static Provenance single(EventType type) {
    return new Provenance(Door.SINGLE, type, null, null, null);
  }

  public static Provenance batch(Door door) {
    return new Provenance(door, null, null, null, null);
  }

  static Provenance topic(Instant arrivedAt) {
    return new Provenance(Door.TOPIC, null, arrivedAt, null, null);
  }

  public static Provenance imported(UUID importId, long line, Instant arrivedAt) {
    return new Provenance(Door.IMPORT, null, arrivedAt, null, new Place(importId, line));
  }

  public Provenance under(Envelope envelope, byte[] json) {
    if (!envelope.reasons().isEmpty()
        || (envelope.sentAt() == null && envelope.context().isEmpty())) {
      return this;
    }
    String kept =
        json.length <= MAX_ENVELOPE
            ? Outgoing.withoutPrivate(new String(json, StandardCharsets.UTF_8))
            : envelope.sentAt() == null ? null : "{\"sentAt\":\"" + envelope.sentAt() + "\"}";
    return new Provenance(door, type, arrivedAt, kept, place);
  }

  Provenance ofBody() {
    return new Provenance(
        switch (door) {
          case BATCH -> Door.BATCH_BODY;
          case IMPORT -> Door.IMPORT_BODY;
          default -> door;
        },
        type,
        arrivedAt,
        null,
        place);
  }

  List<Header> headers() {
    List<Header> headers = new ArrayList<>(3);
    headers.add(header(DOOR, door.label()));
    if (type != null) {
      headers.add(header(TYPE, type.name()));
    }
    if (arrivedAt != null) {
      headers.add(header(ARRIVED_AT, arrivedAt.toString()));
    }
    if (envelope != null) {
      headers.add(header(ENVELOPE, envelope));
    }
    if (place != null) {
      headers.add(header(IMPORT, place.importId().toString()));
      headers.add(header(LINE, String.valueOf(place.line())));
    }
    return headers;
  }

  static ProducerRecord<String, byte[]> markCut(ProducerRecord<String, byte[]> rejection) {
    rejection.headers().add(header(CUT, "true"));
    return rejection;
  }

  public static boolean isCut(Headers headers) {
    return text(headers, CUT) != null;
  }

  /**
   * @return null where the headers do not say
   */
  public static @Nullable Provenance read(Headers headers) {
    Door door = Door.of(text(headers, DOOR));
    if (door == null) {
      return null;
    }
    try {
      String type = text(headers, TYPE);
      String arrivedAt = text(headers, ARRIVED_AT);
      return new Provenance(
          door,
          type == null ? null : EventType.valueOf(type),
          arrivedAt == null ? null : Instant.parse(arrivedAt),
          text(headers, ENVELOPE),
          place(text(headers, IMPORT), text(headers, LINE)));
    } catch (DateTimeException | IllegalArgumentException e) {
      return null;
    }
  }

  private static @Nullable Place place(@Nullable String importId, @Nullable String line) {
    return importId == null || line == null
        ? null
        : new Place(UUID.fromString(importId), Long.parseLong(line));
  }

  private static Header header(String name, String value) {
    return new RecordHeader(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static @Nullable String text(Headers headers, String name) {
    Header header = headers.lastHeader(name);
    return header == null || header.value() == null
        ? null
        : new String(header.value(), StandardCharsets.UTF_8);
  }
}
