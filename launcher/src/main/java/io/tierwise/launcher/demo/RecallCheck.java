package io.tierwise.launcher.demo;

import io.tierwise.launcher.stack.ServiceSettings;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import tools.jackson.databind.JsonNode;

/**
 * Recall@10 of what the running service recommends: the share of a user's next purchase that is
 * among ten recommendations made before it, averaged over users. Items that a user had bought are
 * neither recommended nor looked for.
 */
final class RecallCheck {
  private static final int TEN = 10;
  private static final int USERS_A_CALL = 250;
  private static final int ATTEMPTS = 10;

  private final Rest rest;
  private final Map<String, Set<String>> heldOut;

  /**
   * @param served users who got at least one recommendation
   */
  record Recall(int served, double recallAt10) {}

  /**
   * @param heldOut items of the next purchase by user
   */
  RecallCheck(Rest rest, Map<String, Set<String>> heldOut) {
    this.rest = rest;
    this.heldOut = heldOut;
  }

  Recall of(String strategy) throws DemoFailed, IOException, InterruptedException {
    List<String> users = new ArrayList<>(heldOut.keySet());
    double sum = 0;
    int served = 0;
    for (int from = 0; from < users.size(); from += USERS_A_CALL) {
      List<String> some = users.subList(from, Math.min(users.size(), from + USERS_A_CALL));
      for (JsonNode result : answers(some, strategy)) {
        JsonNode items = result.path("items");
        served += items.isEmpty() ? 0 : 1;
        sum += recall(items, heldOut.getOrDefault(result.path("userId").asString(), Set.of()));
      }
    }
    return new Recall(served, users.isEmpty() ? 0 : sum / users.size());
  }

  /** Answers that know whom they are for; the service may be too busy to look for a moment. */
  private JsonNode answers(List<String> users, String strategy)
      throws DemoFailed, IOException, InterruptedException {
    Map<String, Object> wish =
        Map.of("userIds", users, "limit", TEN, "strategy", strategy, "includePurchased", false);
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      JsonNode results =
          rest.post(ServiceSettings.RECOMMEND, "/v1/recommendations/batch", wish).path("results");
      if (allKnown(results)) {
        return results;
      }
      TimeUnit.SECONDS.sleep(1);
    }
    throw new DemoFailed("recommend-service cannot read its customers' histories");
  }

  private static boolean allKnown(JsonNode results) {
    for (JsonNode result : results) {
      if (!result.path("historyKnown").asBoolean(true)) {
        return false;
      }
    }
    return true;
  }

  private static double recall(JsonNode items, Set<String> wanted) {
    int hits = 0;
    for (JsonNode item : items) {
      hits += wanted.contains(item.path("itemId").asString()) ? 1 : 0;
    }
    return wanted.isEmpty() ? 0 : (double) hits / wanted.size();
  }
}
