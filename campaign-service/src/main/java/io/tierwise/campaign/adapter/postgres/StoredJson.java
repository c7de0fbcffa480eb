package io.tierwise.campaign.adapter.postgres;

import com.fasterxml.jackson.annotation.JsonAutoDetect.Visibility;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.cfg.DateTimeFeature;
import tools.jackson.databind.json.JsonMapper;

/** The JSON form of values in columns: their record components and nothing else. */
final class StoredJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .disable(DateTimeFeature.WRITE_DATES_AS_TIMESTAMPS)
          .changeDefaultVisibility(
              v ->
                  v.withGetterVisibility(Visibility.NONE)
                      .withIsGetterVisibility(Visibility.NONE)
                      .withFieldVisibility(Visibility.ANY))
          .build();

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  @SuppressWarnings("unchecked")
  static java.util.Map<String, String> readTexts(String json) {
    return MAPPER.readValue(json, java.util.Map.class);
  }

  @SuppressWarnings("unchecked")
  static java.util.Map<String, java.util.List<String>> readLists(String json) {
    return MAPPER.readValue(json, java.util.Map.class);
  }

  static java.util.Map<String, Long> readNumbers(String json) {
    return MAPPER.readValue(json, new TypeReference<java.util.Map<String, Long>>() {});
  }

  private StoredJson() {}
}
