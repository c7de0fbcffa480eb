package io.tierwise.launcher.importing;

import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.json.JsonMapper;

/** Writes events as a client of the front door would. */
final class EventJson {
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN).build();

  static JsonMapper mapper() {
    return JSON;
  }

  /** Exactly one of the two ids is given. */
  static byte[] track(
      String event,
      String messageId,
      @Nullable String userId,
      @Nullable String anonymousId,
      Instant timestamp,
      @Nullable String country,
      Consumer<JsonGenerator> properties) {
    return object(
        json -> {
          json.writeStringProperty("type", "track");
          json.writeStringProperty("event", event);
          json.writeStringProperty("messageId", messageId);
          if (userId != null) {
            json.writeStringProperty("userId", userId);
          }
          if (anonymousId != null) {
            json.writeStringProperty("anonymousId", anonymousId);
          }
          json.writeStringProperty("timestamp", timestamp.toString());
          json.writeObjectPropertyStart("context");
          json.writeStringProperty("channel", "import");
          if (country != null) {
            json.writeObjectPropertyStart("location");
            json.writeStringProperty("country", country);
            json.writeEndObject();
          }
          json.writeEndObject();
          json.writeObjectPropertyStart("properties");
          properties.accept(json);
          json.writeEndObject();
        });
  }

  static byte[] object(Consumer<JsonGenerator> content) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
    try (JsonGenerator json = JSON.createGenerator(bytes)) {
      json.writeStartObject();
      content.accept(json);
      json.writeEndObject();
    }
    return bytes.toByteArray();
  }

  static void product(JsonGenerator json, String id, @Nullable BigDecimal price, int quantity) {
    json.writeStartObject();
    json.writeStringProperty("product_id", id);
    if (price != null) {
      json.writeNumberProperty("price", price);
    }
    json.writeNumberProperty("quantity", quantity);
    json.writeEndObject();
  }

  static String text(byte[] json) {
    return new String(json, StandardCharsets.UTF_8);
  }

  private EventJson() {}
}
