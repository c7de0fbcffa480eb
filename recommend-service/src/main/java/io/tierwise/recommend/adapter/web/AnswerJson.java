package io.tierwise.recommend.adapter.web;

import io.tierwise.contracts.JsonBytes;
import io.tierwise.recommend.feedback.ListId;
import io.tierwise.recommend.serving.Cause;
import io.tierwise.recommend.serving.Places;
import io.tierwise.recommend.serving.Recommendations;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the mapper would write of an {@link AnswerView}, straight from the answer: the lists
 * that a shop asks for with every page. See docs/decisions/0013.
 */
record AnswerJson(
    @Nullable String userId, @Nullable ListId list, Recommendations answer, ItemJson items) {
  /** For the next answers: fresh memory costs more than what is written to it. */
  private static final BlockingQueue<JsonBytes> IDLE = new ArrayBlockingQueue<>(16);

  private static final byte[] USER_ID = JsonBytes.ready("userId");
  private static final byte[] LIST_ID = JsonBytes.ready("listId");
  private static final byte[] VARIANT = JsonBytes.ready("variant");
  private static final byte[] STRATEGY = JsonBytes.ready("strategy");
  private static final byte[] MODEL_VERSION = JsonBytes.ready("modelVersion");
  private static final byte[] FALLBACK = JsonBytes.ready("fallback");
  private static final byte[] HISTORY_KNOWN = JsonBytes.ready("historyKnown");
  private static final byte[] ITEMS = JsonBytes.ready("items");
  private static final byte[] ITEM = ascii("{\"itemId\":");
  private static final byte[] SCORE = ascii(",\"score\":");
  private static final byte[] SHARE = ascii(",\"share\":");
  private static final byte[] TEXT = ascii(",\"text\":");
  private static final Words[] WORDS =
      Arrays.stream(Cause.values()).map(Words::of).toArray(Words[]::new);

  /**
   * What all reasons of a cause have in common.
   *
   * @param begin to the value of the item's id
   * @param text from behind the share to the label
   * @param end from behind the label
   */
  private record Words(byte[] begin, byte[] text, byte[] end) {
    static Words of(Cause cause) {
      return new Words(
          ascii("{\"type\":\"" + cause.type() + "\",\"itemId\":"),
          ascii(",\"text\":\"" + cause.before()),
          ascii(cause.after() + "\"}"));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }

  void writeTo(HttpServletResponse response) throws IOException {
    JsonBytes idle = IDLE.poll();
    JsonBytes json = idle == null ? new JsonBytes() : idle;
    json.clear();
    write(json);
    response.setContentType("application/json");
    response.setContentLength(json.size());
    json.writeTo(response.getOutputStream());
    boolean _ = IDLE.offer(json);
  }

  void write(JsonBytes json) {
    json.open('{');
    if (userId != null) {
      json.name(USER_ID);
      json.text(userId);
    }
    if (list != null) {
      json.name(LIST_ID);
      json.text(list.toString());
      json.name(VARIANT);
      json.text(list.variant());
    }
    json.name(STRATEGY);
    json.text(answer.strategy().id());
    json.name(MODEL_VERSION);
    json.textOrNull(answer.modelVersion());
    json.name(FALLBACK);
    json.truth(answer.fallback());
    json.name(HISTORY_KNOWN);
    json.truth(answer.historyKnown());
    json.name(ITEMS);
    json.open('[');
    Places places = answer.places();
    for (int place = 0; place < places.size(); place++) {
      item(json, places, place);
    }
    json.close(']');
    json.close('}');
  }

  private void item(JsonBytes json, Places places, int place) {
    int item = places.item(place);
    json.written(ITEM);
    items.id(item, json);
    json.piece(SCORE);
    json.rounded(places.score(place));
    items.facts(item, json);
    int end = places.firstReason(place + 1);
    for (int reason = places.firstReason(place); reason < end; reason++) {
      reason(json, places, reason);
    }
    json.close(']');
    json.close('}');
  }

  private void reason(JsonBytes json, Places places, int reason) {
    Words words = WORDS[places.cause(reason).ordinal()];
    boolean hasItem = places.hasItem(reason);
    json.written(words.begin);
    if (hasItem) {
      items.id(places.because(reason), json);
    } else {
      json.literal("null");
    }
    json.piece(SHARE);
    json.rounded(places.share(reason));
    String own = places.ownText(reason);
    if (own != null) {
      json.piece(TEXT);
      json.text(own);
      json.close('}');
      return;
    }
    json.piece(words.text);
    if (hasItem) {
      items.label(places.because(reason), json);
    }
    json.piece(words.end);
  }
}
