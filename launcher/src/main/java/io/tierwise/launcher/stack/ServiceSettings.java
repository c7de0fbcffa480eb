package io.tierwise.launcher.stack;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What a service needs from its surroundings, as data: the launcher starts it so, and
 * docker-compose.yml is checked against the same values.
 *
 * @param name of the service, its folder and its container
 * @param port that it listens on unless that is taken
 * @param database of its own, on the suite's PostgreSQL; null if it keeps nothing there
 * @param heapMiB the largest heap
 * @param newRatio how many times as much of it is for what stays as for what was just made: 2, and
 *     1 where events pass through, for a collection comes when the room for the new is full, and
 *     copies what lives on
 * @param optimized whether the second compiler is worth its start-up cost: its code runs often
 * @param more environment variables
 */
public record ServiceSettings(
    String name,
    int port,
    @Nullable String database,
    int heapMiB,
    int newRatio,
    boolean optimized,
    Map<String, String> more) {
  /** The write key of a local stack. It guards nothing: such a stack listens on loopback only. */
  public static final String LOCAL_WRITE_KEY = "local-write-key";

  public static final String INGEST = "ingest-service";
  public static final String PROFILE = "profile-service";
  public static final String SEGMENTATION = "segmentation-service";
  public static final String RECOMMEND = "recommend-service";
  public static final String CAMPAIGN = "campaign-service";

  public static final List<ServiceSettings> ALL =
      List.of(
          new ServiceSettings(INGEST, 8081, "ingest", 256, 1, true, Map.of()),
          new ServiceSettings(PROFILE, 8082, "profile", 256, 1, true, Map.of()),
          new ServiceSettings(SEGMENTATION, 8083, "segmentation", 256, 2, false, Map.of()),
          new ServiceSettings(RECOMMEND, 8084, "recommend", 320, 2, true, Map.of()),
          new ServiceSettings(CAMPAIGN, 8085, "campaign", 256, 2, false, Map.of()));

  /**
   * Where a service finds the others.
   *
   * @param postgres host and port
   * @param kafka bootstrap servers
   * @param imports folder where ingest-service keeps files until they are imported
   * @param service the base URL of a service by its name
   */
  public record Surroundings(
      String postgres,
      String user,
      String password,
      String kafka,
      String imports,
      Function<String, String> service) {}

  /** The environment variables that tell the service where it is and what it may use. */
  public Map<String, String> environment(Surroundings around) {
    Map<String, String> variables = new LinkedHashMap<>();
    variables.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", around.kafka());
    if (database != null) {
      variables.put(
          "SPRING_DATASOURCE_URL",
          "jdbc:postgresql://%s/%s".formatted(around.postgres(), database));
      variables.put("SPRING_DATASOURCE_USERNAME", around.user());
      variables.put("SPRING_DATASOURCE_PASSWORD", around.password());
    }
    if (name.equals(INGEST)) {
      variables.put("TIERWISE_INGEST_WRITEKEYS_DEMO", LOCAL_WRITE_KEY);
      variables.put("TIERWISE_INGEST_IMPORTS_FOLDER", around.imports());
    }
    if (name.equals(CAMPAIGN)) {
      variables.put("TIERWISE_RECOMMEND_URL", around.service().apply(RECOMMEND));
    }
    variables.putAll(more);
    return variables;
  }

  /** The same with one more environment variable. */
  public ServiceSettings with(String variable, String value) {
    Map<String, String> all = new LinkedHashMap<>(more);
    all.put(variable, value);
    return new ServiceSettings(name, port, database, heapMiB, newRatio, optimized, Map.copyOf(all));
  }

  public static ServiceSettings named(String name) {
    return ALL.stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no service is called " + name));
  }
}
