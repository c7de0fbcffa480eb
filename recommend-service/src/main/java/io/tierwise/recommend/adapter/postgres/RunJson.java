package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.evaluation.RankingMetrics;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Metrics and facts as jsonb columns. */
public final class RunJson {
  private final JsonMapper json;

  public RunJson(JsonMapper json) {
    this.json = json;
  }

  String metrics(Map<String, RankingMetrics> metrics) {
    return json.writeValueAsString(metrics);
  }

  String facts(Map<String, Long> facts) {
    return json.writeValueAsString(facts);
  }

  Map<String, RankingMetrics> readMetrics(@Nullable String text) {
    return text == null ? Map.of() : json.readValue(text, new TypeReference<>() {});
  }

  Map<String, Long> readFacts(@Nullable String text) {
    return text == null ? Map.of() : json.readValue(text, new TypeReference<>() {});
  }
}
