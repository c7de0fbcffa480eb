package io.tierwise.launcher.demo;

import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.StreamWriteFeature;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * The figures of a demo. Component names are the keys of {@code target/demo-report.json}.
 *
 * @param events sent, the customers' answers to the campaigns among them
 * @param tiers best first
 * @param seconds a stage each, and {@code total} without the build
 * @param peakMemoryMiB of all processes together
 */
public record DemoReport(
    long events,
    long accepted,
    long rejected,
    long profiles,
    List<Tier> tiers,
    List<Segment> segments,
    Recommendations recommendations,
    Allocation allocation,
    Experiment experiment,
    Map<String, BigDecimal> seconds,
    long peakMemoryMiB) {

  static final String TOTAL = "total";

  /**
   * @param revenueShare 0..1
   */
  public record Tier(String name, long customers, double revenueShare) {}

  public record Segment(String name, long customers) {}

  /** On the next purchases of customers, made before the services knew of them. */
  public record Recommendations(int usersServed, double recallAt10, double popularityRecallAt10) {}

  /**
   * @param primal expected profit of what was allocated
   * @param bound that no allocation can exceed
   * @param gap (bound - primal) / bound
   */
  public record Allocation(
      int contacts, BigDecimal spend, BigDecimal budget, double primal, double bound, double gap) {}

  /**
   * @param liftInterval low and high of the difference of conversions, 95 %
   */
  public record Experiment(
      long treated,
      long control,
      @Nullable Double treatedConversion,
      @Nullable Double controlConversion,
      @Nullable List<Double> liftInterval) {}

  static Map<String, BigDecimal> rounded(Map<String, Double> seconds) {
    Map<String, BigDecimal> rounded = new LinkedHashMap<>();
    seconds.forEach(
        (stage, value) ->
            rounded.put(stage, BigDecimal.valueOf(value).setScale(1, RoundingMode.HALF_UP)));
    return rounded;
  }

  public BigDecimal totalSeconds() {
    return seconds.getOrDefault(TOTAL, BigDecimal.ZERO);
  }

  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    JsonMapper json =
        JsonMapper.builder()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(StreamWriteFeature.WRITE_BIGDECIMAL_AS_PLAIN)
            .build();
    Files.write(file, json.writeValueAsBytes(this));
  }
}
