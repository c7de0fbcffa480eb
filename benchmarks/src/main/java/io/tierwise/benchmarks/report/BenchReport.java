package io.tierwise.benchmarks.report;

import io.tierwise.benchmarks.report.Target.Bound;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a benchmark found.
 *
 * @param figures by name; those of repeated rounds are medians
 * @param rounds the figures of the single rounds, by the same names
 * @param ratios to the peers
 */
public record BenchReport(
    String name,
    Instant date,
    Machine machine,
    Map<String, Double> figures,
    Map<String, List<Double>> rounds,
    Map<String, Double> ratios,
    List<Target> targets) {
  private static final MathContext DIGITS = new MathContext(5);
  private static final JsonMapper JSON =
      JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

  public static Builder of(String name, Instant date) {
    return new Builder(name, date);
  }

  public boolean met() {
    return targets.stream().allMatch(Target::met);
  }

  public void write(Path file) throws IOException {
    Files.createDirectories(file.toAbsolutePath().getParent());
    Files.writeString(file, json());
  }

  String json() {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("name", name);
    all.put("date", date.truncatedTo(ChronoUnit.SECONDS).toString());
    all.put("machine", machineJson());
    Map<String, Object> numbers = new LinkedHashMap<>();
    figures.forEach(
        (figure, value) -> {
          numbers.put(figure, rounded(value));
          List<Double> single = rounds.get(figure);
          if (single != null) {
            numbers.put(figure + "Rounds", single.stream().map(BenchReport::rounded).toList());
          }
        });
    all.put("figures", numbers);
    Map<String, Object> quotients = new LinkedHashMap<>();
    ratios.forEach((ratio, value) -> quotients.put(ratio, rounded(value)));
    all.put("ratios", quotients);
    Map<String, Object> aims = new LinkedHashMap<>();
    targets.forEach(target -> aims.put(target.name(), targetJson(target)));
    all.put("targets", aims);
    all.put("met", met());
    return JSON.writeValueAsString(all) + "\n";
  }

  private Map<String, Object> machineJson() {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put("system", machine.system());
    json.put("processor", machine.processor());
    json.put("cores", machine.cores());
    json.put("memoryMiB", machine.memoryMiB());
    json.put("java", machine.java());
    return json;
  }

  private static Map<String, Object> targetJson(Target target) {
    Map<String, Object> json = new LinkedHashMap<>();
    json.put(target.bound() == Bound.AT_LEAST ? "atLeast" : "atMost", rounded(target.limit()));
    json.put("measured", rounded(target.measured()));
    json.put("met", target.met());
    return json;
  }

  /** More digits would say more than was measured. */
  static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }

  /** Gathers figures in the order in which they are to be read. */
  public static final class Builder {
    private final String name;
    private final Instant date;
    private final Map<String, Double> figures = new LinkedHashMap<>();
    private final Map<String, List<Double>> rounds = new LinkedHashMap<>();
    private final Map<String, Double> ratios = new LinkedHashMap<>();
    private final List<Target> targets = new ArrayList<>();

    private Builder(String name, Instant date) {
      this.name = name;
      this.date = date;
    }

    public Builder figure(String figure, double value) {
      figures.put(figure, value);
      return this;
    }

    /** The median, and the rounds that it is the median of. */
    public Builder figure(String figure, Runs runs) {
      figures.put(figure, runs.median());
      rounds.put(figure, runs.values());
      return this;
    }

    public Builder ratio(String ratio, double value) {
      ratios.put(ratio, value);
      return this;
    }

    /** The median of the ratios of the rounds. */
    public Builder ratio(String ratio, Runs runs, Runs peer) {
      return ratio(ratio, runs.dividedBy(peer).median());
    }

    /**
     * @param measured the name of a figure or ratio that is there already
     */
    public Builder target(String measured, Bound bound, double limit) {
      Double value = ratios.containsKey(measured) ? ratios.get(measured) : figures.get(measured);
      if (value == null) {
        throw new IllegalArgumentException("neither a figure nor a ratio: " + measured);
      }
      targets.add(new Target(measured, bound, limit, value));
      return this;
    }

    /** Whether a figure or ratio of that name was measured. */
    public boolean has(String measured) {
      return figures.containsKey(measured) || ratios.containsKey(measured);
    }

    public BenchReport build() {
      return new BenchReport(
          name,
          date,
          Machine.here(),
          new LinkedHashMap<>(figures),
          new LinkedHashMap<>(rounds),
          new LinkedHashMap<>(ratios),
          List.copyOf(targets));
    }
  }
}
