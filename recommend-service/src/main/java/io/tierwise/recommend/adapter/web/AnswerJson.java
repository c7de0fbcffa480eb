package io.tierwise.recommend.adapter.web;

import static io.tierwise.recommend.adapter.web.ItemJson.textOrNull;
import static io.tierwise.recommend.adapter.web.JsonBytes.ascii;

import io.tierwise.recommend.feedback.ListId;
import io.tierwise.recommend.serving.Reason;
import io.tierwise.recommend.serving.Recommendations;
import io.tierwise.recommend.serving.RecommendedItem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import org.jspecify.annotations.Nullable;

/**
 * Writes what the mapper would write of an {@link AnswerView}, straight from the answer: the lists
 * that a shop asks for with every page. See docs/decisions/0013.
 */
record AnswerJson(
    @Nullable String userId, @Nullable ListId list, Recommendations answer, ItemJson facts) {
  /** For the next answers: fresh memory costs more than what is written to it. */
  private static final BlockingQueue<JsonBytes> IDLE = new ArrayBlockingQueue<>(16);

  private static final byte[] USER_ID = ascii("\"userId\":");
  private static final byte[] LIST_ID = ascii("\"listId\":");
  private static final byte[] VARIANT = ascii(",\"variant\":");
  private static final byte[] STRATEGY = ascii("\"strategy\":");
  private static final byte[] MODEL_VERSION = ascii(",\"modelVersion\":");
  private static final byte[] FALLBACK = ascii(",\"fallback\":");
  private static final byte[] HISTORY_KNOWN = ascii(",\"historyKnown\":");
  private static final byte[] ITEMS = ascii(",\"items\":[");
  private static final byte[] ITEM_ID = ascii("{\"itemId\":");
  private static final byte[] SCORE = ascii(",\"score\":");
  private static final byte[] REASONS = ascii(",\"reasons\":[");
  private static final byte[] TYPE = ascii("{\"type\":");
  private static final byte[] BECAUSE_OF = ascii(",\"itemId\":");
  private static final byte[] SHARE = ascii(",\"share\":");
  private static final byte[] TEXT = ascii(",\"text\":");
  private static final byte[] END_OF_ITEM = ascii("]}");
  private static final byte[] TRUE = ascii("true");
  private static final byte[] FALSE = ascii("false");

  void writeTo(HttpServletResponse response) throws IOException {
    JsonBytes idle = IDLE.poll();
    JsonBytes json = idle == null ? new JsonBytes() : idle.clear();
    write(json);
    response.setContentType("application/json");
    response.setContentLength(json.size());
    response.getOutputStream().write(json.array(), 0, json.size());
    boolean _ = IDLE.offer(json);
  }

  JsonBytes write(JsonBytes json) {
    json.raw('{');
    if (userId != null) {
      json.raw(USER_ID).text(userId).raw(',');
    }
    if (list != null) {
      json.raw(LIST_ID).text(list.toString()).raw(VARIANT).text(list.variant()).raw(',');
    }
    json.raw(STRATEGY).text(answer.strategy().id());
    textOrNull(json.raw(MODEL_VERSION), answer.modelVersion());
    json.raw(FALLBACK).raw(answer.fallback() ? TRUE : FALSE);
    json.raw(HISTORY_KNOWN).raw(answer.historyKnown() ? TRUE : FALSE).raw(ITEMS);
    List<RecommendedItem> items = answer.items();
    for (int place = 0; place < items.size(); place++) {
      item(place == 0 ? json : json.raw(','), items.get(place));
    }
    return json.raw(END_OF_ITEM);
  }

  private void item(JsonBytes json, RecommendedItem place) {
    json.raw(ITEM_ID).text(place.item().itemId()).raw(SCORE).number(place.score());
    json.raw(facts.facts(place.item())).raw(REASONS);
    List<Reason> reasons = place.reasons();
    for (int i = 0; i < reasons.size(); i++) {
      Reason reason = reasons.get(i);
      (i == 0 ? json : json.raw(',')).raw(TYPE).text(reason.type());
      textOrNull(json.raw(BECAUSE_OF), reason.itemId());
      json.raw(SHARE).number(reason.share()).raw(TEXT).text(reason.text()).raw('}');
    }
    json.raw(END_OF_ITEM);
  }
}
