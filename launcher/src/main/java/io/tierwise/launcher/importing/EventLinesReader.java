package io.tierwise.launcher.importing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Events in the shape of the Segment spec, one JSON object a line. Validation is the front door's;
 * here a line only has to be an object. One without a {@code messageId} gets one that is made of
 * its line number and text, so that importing the same file again changes nothing.
 */
public final class EventLinesReader implements ImportReader {
  @Override
  public void read(FileLines lines, EventSink sink) throws IOException, InterruptedException {
    for (FileLines.Line line = lines.next(); line != null; line = lines.next()) {
      String text = line.text();
      if (text == null) {
        sink.skipped(line.number(), OnlineRetailReader.MALFORMED, String.valueOf(line.fault()));
      } else if (text.isBlank()) {
        sink.skipped(line.number(), "empty", "");
      } else {
        read(line.number(), text, sink);
      }
    }
  }

  private static void read(long number, String text, EventSink sink) throws InterruptedException {
    JsonNode tree;
    try {
      tree = EventJson.mapper().readTree(text);
    } catch (JacksonException e) {
      sink.skipped(number, OnlineRetailReader.MALFORMED, "no JSON: " + e.getOriginalMessage());
      return;
    }
    if (!(tree instanceof ObjectNode event)) {
      sink.skipped(number, OnlineRetailReader.MALFORMED, "no JSON object");
      return;
    }
    byte[] json;
    if (event.hasNonNull("messageId")) {
      // As it came: what is odd about it is the front door's to judge.
      json = text.strip().getBytes(StandardCharsets.UTF_8);
    } else {
      byte[] seed = (number + "\n" + text).getBytes(StandardCharsets.UTF_8);
      event.put("messageId", "import-" + UUID.nameUUIDFromBytes(seed));
      json = EventJson.mapper().writeValueAsBytes(event);
    }
    sink.event(new Outgoing(userKey(event), json, number));
  }

  private static String userKey(ObjectNode event) {
    String user = textOf(event.get("userId"));
    return user == null ? "anon:" + textOf(event.get("anonymousId")) : user;
  }

  private static @Nullable String textOf(@Nullable JsonNode value) {
    return value != null && value.isString() ? value.stringValue() : null;
  }
}
