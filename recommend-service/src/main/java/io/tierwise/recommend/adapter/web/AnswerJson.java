package io.tierwise.recommend.adapter.web;

import io.tierwise.contracts.JsonBytes;
import io.tierwise.recommend.feedback.ListId;
import io.tierwise.recommend.serving.Reason;
import io.tierwise.recommend.serving.Recommendations;
import io.tierwise.recommend.serving.RecommendedItem;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
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

  private static final byte[] USER_ID = JsonBytes.ready("userId");
  private static final byte[] LIST_ID = JsonBytes.ready("listId");
  private static final byte[] VARIANT = JsonBytes.ready("variant");
  private static final byte[] STRATEGY = JsonBytes.ready("strategy");
  private static final byte[] MODEL_VERSION = JsonBytes.ready("modelVersion");
  private static final byte[] FALLBACK = JsonBytes.ready("fallback");
  private static final byte[] HISTORY_KNOWN = JsonBytes.ready("historyKnown");
  private static final byte[] ITEMS = JsonBytes.ready("items");
  private static final byte[] ITEM_ID = JsonBytes.ready("itemId");
  private static final byte[] SCORE = JsonBytes.ready("score");
  private static final byte[] REASONS = JsonBytes.ready("reasons");
  private static final byte[] TYPE = JsonBytes.ready("type");
  private static final byte[] SHARE = JsonBytes.ready("share");
  private static final byte[] TEXT = JsonBytes.ready("text");

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
    for (RecommendedItem item : answer.items()) {
      item(json, item);
    }
    json.close(']');
    json.close('}');
  }

  private void item(JsonBytes json, RecommendedItem place) {
    json.open('{');
    json.name(ITEM_ID);
    json.text(place.item().itemId());
    json.name(SCORE);
    json.rounded(place.score());
    json.written(facts.facts(place.item()));
    json.name(REASONS);
    json.open('[');
    for (Reason reason : place.reasons()) {
      reason(json, reason);
    }
    json.close(']');
    json.close('}');
  }

  private static void reason(JsonBytes json, Reason reason) {
    json.open('{');
    json.name(TYPE);
    json.text(reason.type());
    json.name(ITEM_ID);
    json.textOrNull(reason.itemId());
    json.name(SHARE);
    json.rounded(reason.share());
    json.name(TEXT);
    json.text(reason.text());
    json.close('}');
  }
}
