package io.tierwise.segmentation.adapter.postgres;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.tierwise.segmentation.clustering.ClusterModel;
import io.tierwise.segmentation.clustering.DensityModel;
import io.tierwise.segmentation.clustering.GroupModel;
import io.tierwise.segmentation.clustering.QuantileModel;
import io.tierwise.segmentation.clustering.RfmGridModel;
import io.tierwise.segmentation.clustering.SupervisedModel;
import io.tierwise.segmentation.propensity.Calibration;
import io.tierwise.segmentation.propensity.IsotonicCalibration;
import io.tierwise.segmentation.propensity.LinearScorer;
import io.tierwise.segmentation.propensity.PlattCalibration;
import io.tierwise.segmentation.propensity.Scorer;
import io.tierwise.segmentation.propensity.TreeScorer;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Domain values in {@code jsonb} columns. */
final class StoredJson {
  private static final JsonMapper MAPPER =
      JsonMapper.builder()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .disable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .addMixIn(GroupModel.class, GroupModelTypes.class)
          .addMixIn(Scorer.class, ScorerTypes.class)
          .addMixIn(Calibration.class, CalibrationTypes.class)
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  /** Models of runs from before there were several kinds have no type. */
  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type", defaultImpl = ClusterModel.class)
  @JsonSubTypes({
    @JsonSubTypes.Type(value = ClusterModel.class, name = "centroids"),
    @JsonSubTypes.Type(value = DensityModel.class, name = "crowds"),
    @JsonSubTypes.Type(value = QuantileModel.class, name = "quantiles"),
    @JsonSubTypes.Type(value = RfmGridModel.class, name = "rfm-grid"),
    @JsonSubTypes.Type(value = SupervisedModel.class, name = "supervised")
  })
  private interface GroupModelTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = LinearScorer.class, name = "linear"),
    @JsonSubTypes.Type(value = TreeScorer.class, name = "trees")
  })
  private interface ScorerTypes {}

  @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
  @JsonSubTypes({
    @JsonSubTypes.Type(value = PlattCalibration.class, name = "platt"),
    @JsonSubTypes.Type(value = IsotonicCalibration.class, name = "isotonic")
  })
  private interface CalibrationTypes {}

  static String write(Object value) {
    return MAPPER.writeValueAsString(value);
  }

  static <T> T read(String json, Class<T> type) {
    return MAPPER.readValue(json, type);
  }

  static <T> T read(String json, TypeReference<T> type) {
    return MAPPER.readValue(json, type);
  }

  static <T> @Nullable T readNullable(@Nullable String json, Class<T> type) {
    return json == null ? null : read(json, type);
  }

  private StoredJson() {}
}
