package io.tierwise.starter.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.responses.ApiResponse;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.OpenApiCustomizer;
import org.springframework.core.io.Resource;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * Shows what operations answer: the files of {@code api-examples} of a service have an answer for
 * each {@code METHOD /path}, apart from the code because answers are long. An example of an
 * annotation stays.
 */
public final class AnswerExamples implements OpenApiCustomizer {
  private final Map<String, Object> byOperation;

  private AnswerExamples(Map<String, Object> byOperation) {
    this.byOperation = byOperation;
  }

  public static AnswerExamples read(Resource[] files, JsonMapper json) throws IOException {
    Map<String, Object> byOperation = new HashMap<>();
    for (Resource file : files) {
      try (InputStream in = file.getInputStream()) {
        byOperation.putAll(json.readValue(in, new TypeReference<Map<String, Object>>() {}));
      }
    }
    return new AnswerExamples(byOperation);
  }

  @Override
  public void customise(OpenAPI api) {
    Map<String, Object> unused = new HashMap<>(byOperation);
    api.getPaths()
        .forEach(
            (path, item) ->
                item.readOperationsMap()
                    .forEach(
                        (method, operation) -> {
                          Object example = unused.remove(method + " " + path);
                          if (example != null) {
                            contents(operation).forEach(content -> show(content, example));
                          }
                        }));
    if (!unused.isEmpty()) {
      throw new IllegalStateException(
          "examples of operations that do not exist: " + unused.keySet());
    }
  }

  private static List<MediaType> contents(Operation operation) {
    List<MediaType> contents = new ArrayList<>();
    operation
        .getResponses()
        .forEach(
            (status, response) -> {
              if (status.startsWith("2")) {
                contents.addAll(contents(response));
              }
            });
    return contents;
  }

  private static Collection<MediaType> contents(@Nullable ApiResponse response) {
    return response == null || response.getContent() == null
        ? List.of()
        : response.getContent().values();
  }

  private static void show(MediaType content, Object example) {
    if (content.getExample() == null && content.getExamples() == null) {
      content.setExample(example);
    }
  }
}
