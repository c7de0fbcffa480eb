package io.tierwise.testing;

import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whether a description of an API shows what its operations answer. */
public final class OpenApiExamples {
  /**
   * The operations, as {@code METHOD /path}, one of whose success responses has content and no
   * example of it; and all of them where the description has none at all.
   */
  public static List<String> missing(String openApi) {
    List<String> missing = new ArrayList<>();
    JsonNode paths = JsonMapper.shared().readTree(openApi).path("paths");
    if (paths.isEmpty()) {
      throw new IllegalArgumentException("no description of an API: " + openApi);
    }
    for (var path : paths.properties()) {
      for (var operation : path.getValue().properties()) {
        String name = operation.getKey().toUpperCase(java.util.Locale.ROOT) + " " + path.getKey();
        if (!isShown(operation.getValue().path("responses"))) {
          missing.add(name);
        }
      }
    }
    return missing;
  }

  private static boolean isShown(JsonNode responses) {
    for (var response : responses.properties()) {
      if (response.getKey().startsWith("2")) {
        for (JsonNode content : response.getValue().path("content")) {
          if (!content.has("example") && content.path("examples").isEmpty()) {
            return false;
          }
        }
      }
    }
    return true;
  }

  private OpenApiExamples() {}
}
