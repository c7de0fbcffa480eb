package io.tierwise.launcher.importing;

import io.tierwise.launcher.importing.FrontDoor.FrontDoorFailed;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/**
 * What the door said about each event of a batch.
 *
 * @param rejections by index in the batch
 */
record Answer(int accepted, List<Rejection> rejections) {
  record Rejection(int index, Refusal refusal) {}

  record Refusal(String code, String detail) {}

  static Answer read(byte[] body) throws FrontDoorFailed {
    try {
      JsonNode answer = EventJson.mapper().readTree(body);
      List<Rejection> rejections = new ArrayList<>();
      if (answer.path("rejected").asInt(0) > 0) {
        for (JsonNode result : answer.path("results")) {
          if (result.path("status").asString("").equals("rejected")) {
            rejections.add(new Rejection(result.path("index").asInt(), reason(result)));
          }
        }
      }
      return new Answer(answer.path("accepted").asInt(), rejections);
    } catch (JacksonException e) {
      throw new FrontDoorFailed("the front door's answer is no JSON: " + e.getOriginalMessage(), e);
    }
  }

  /** Why a single event was refused with an error status. */
  static Refusal refusal(int status, byte[] body) {
    try {
      JsonNode problem = EventJson.mapper().readTree(body);
      if (!problem.path("errors").isEmpty()) {
        return reason(problem);
      }
      return new Refusal("status-" + status, problem.path("title").asString("no reason given"));
    } catch (JacksonException e) {
      return new Refusal("status-" + status, "no reason given");
    }
  }

  private static Refusal reason(JsonNode of) {
    JsonNode first = of.path("errors").path(0);
    return new Refusal(
        first.path("code").asString("unknown"),
        first.path("field").asString("$") + ": " + first.path("message").asString(""));
  }

  void report(List<Outgoing> batch, DoorListener listener) throws FrontDoorFailed {
    if (accepted + rejections.size() != batch.size()) {
      throw new FrontDoorFailed(
          "the front door answered for %d of %d events"
              .formatted(accepted + rejections.size(), batch.size()),
          null);
    }
    listener.accepted(accepted);
    for (Rejection rejection : rejections) {
      listener.rejected(
          batch.get(rejection.index()), rejection.refusal().code(), rejection.refusal().detail());
    }
  }
}
