package io.tierwise.recommend.adapter.postgres;

import io.tierwise.recommend.evaluation.RankingMetrics;
import io.tierwise.recommend.training.TrainingRun;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Metrics and facts as jsonb columns. */
public final class RunJson {
  private final JsonMapper json;

  public RunJson(JsonMapper json) {
    // What earlier versions stored knows less.
    this.json = json.rebuild().disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES).build();
  }

  String metrics(Map<String, RankingMetrics> metrics) {
    return json.writeValueAsString(metrics);
  }

  String facts(Map<String, Long> facts) {
    return json.writeValueAsString(facts);
  }

  String write(Object value) {
    return json.writeValueAsString(value);
  }

  <T> T read(String text, Class<T> type) {
    return json.readValue(text, type);
  }

  String outcome(TrainingRun.Outcome outcome) {
    return json.writeValueAsString(outcome);
  }

  TrainingRun.Outcome readOutcome(@Nullable String text) {
    return text == null
        ? TrainingRun.Outcome.NONE
        : json.readValue(text, TrainingRun.Outcome.class);
  }

  Map<String, RankingMetrics> readMetrics(@Nullable String text) {
    return text == null ? Map.of() : json.readValue(text, new TypeReference<>() {});
  }

  Map<String, Long> readFacts(@Nullable String text) {
    return text == null ? Map.of() : json.readValue(text, new TypeReference<>() {});
  }
}
