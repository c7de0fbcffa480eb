package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.ServiceSettings.Surroundings;
import java.io.IOException;
import java.nio.file.Files;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

/** docker-compose.yml starts what the launcher starts, in the same places. */
class ComposeFileTest {
  static final List<ServiceSettings> SERVICES = ServiceSettings.ALL;
  private static final Set<String> NOT_OURS =
      Set.of("postgres", "kafka", "prometheus", "grafana", "mailpit");
  private static final String WRITE_KEY_VARIABLE = "TIERWISE_INGEST_WRITEKEYS_DEMO";
  private static final Surroundings CONTAINERS =
      new Surroundings(
          "postgres:5432",
          "tierwise",
          "${POSTGRES_PASSWORD:?set it in .env}",
          "kafka:9092",
          "/var/lib/tierwise/imports",
          service -> "http://" + service + ":" + ServiceSettings.named(service).port());

  private final ComposeFile compose = ComposeFile.parse(text("docker-compose.yml"));

  private static String text(String file) {
    try {
      return Files.readString(Checkout.file(file));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  @Test
  void file_hasNoProblems() {
    assertThat(compose.problems()).isEmpty();
  }

  @Test
  void services_areThoseOfTheLauncher() {
    Set<String> ours = new TreeSet<>(compose.services());
    assertThat(ours).containsAll(NOT_OURS);
    ours.removeAll(NOT_OURS);

    assertThat(ours)
        .isEqualTo(SERVICES.stream().map(ServiceSettings::name).collect(Collectors.toSet()));
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void environment_equalsTheLaunchers(ServiceSettings service) {
    Map<String, Object> expected = new LinkedHashMap<>(service.environment(CONTAINERS));
    expected.replace(WRITE_KEY_VARIABLE, "${TIERWISE_WRITE_KEY:?set it in .env}");
    expected.put("SERVER_PORT", service.port());
    expected.put("SERVER_ADDRESS", "0.0.0.0");
    Map<String, Object> actual = new LinkedHashMap<>(compose.environment(service.name()));

    assertThat((String) actual.remove("JAVA_TOOL_OPTIONS"))
        .startsWith("-Xmx%dm -XX:NewRatio=%d ".formatted(service.heapMiB(), service.newRatio()));
    assertThat(actual).isEqualTo(expected);
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void ports_equalTheLaunchers(ServiceSettings service) {
    assertThat(compose.ports(service.name()))
        .containsExactly("127.0.0.1:%1$d:%1$d".formatted(service.port()));
  }

  @Test
  void ports_ofDatabaseAndBrokerAreTheUsualOnes() {
    assertThat(compose.ports("postgres")).containsExactly("127.0.0.1:5432:5432");
    assertThat(compose.ports("kafka")).allMatch(port -> port.startsWith("127.0.0.1:9092:"));
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void dependencies_areWhatTheServiceCannotStartWithout(ServiceSettings service) {
    boolean startsAlone =
        service.database() == null || service.name().equals(ServiceSettings.INGEST);
    Set<String> expected = startsAlone ? Set.of("kafka") : Set.of("kafka", "postgres");

    assertThat(ComposeFile.map(compose.service(service.name()).get("depends_on")).keySet())
        .isEqualTo(expected);
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void memoryLimit_leavesRoomBesideTheHeap(ServiceSettings service) {
    String limit = String.valueOf(compose.service(service.name()).get("mem_limit"));

    assertThat(limit).matches("\\d+m");
    assertThat(Integer.parseInt(limit.replace("m", ""))).isBetween(service.heapMiB() + 256, 1024);
  }

  @ParameterizedTest
  @FieldSource("SERVICES")
  void image_isBuiltFromTheOneDockerfileWithoutPrivileges(ServiceSettings service) {
    Map<String, Object> definition = compose.service(service.name());
    Map<String, Object> build = ComposeFile.map(definition.get("build"));

    assertThat(build.get("args")).isEqualTo(Map.of("MODULE", service.name()));
    assertThat(definition.get("image"))
        .isEqualTo("tierwise/" + service.name() + ":" + projectVersion());
    assertThat(definition.get("cap_drop")).isEqualTo(List.of("ALL"));
    assertThat(definition.get("read_only")).isEqualTo(true);
    assertThat(definition.get("security_opt")).isEqualTo(List.of("no-new-privileges:true"));
  }

  private static String projectVersion() {
    var version = Pattern.compile("<version>(.+?)</version>").matcher(text("pom.xml"));
    assertThat(version.find()).isTrue();
    return version.group(1);
  }

  @Test
  void dockerfile_isPinnedAndEndsAsAnOrdinaryUser() {
    List<String> lines = text("Dockerfile").lines().toList();

    assertThat(lines.stream().filter(line -> line.startsWith("FROM ")))
        .isNotEmpty()
        .allMatch(line -> line.matches("FROM eclipse-temurin:25-jre( AS \\w+)?"));
    assertThat(lines.stream().filter(line -> line.startsWith("USER ")).toList().getLast())
        .isEqualTo("USER 10001");
  }

  @Test
  void variables_areThoseOfTheExampleAndHaveNoDefault() {
    List<String> example =
        text(".env.example")
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("#"))
            .toList();

    assertThat(example).allMatch(line -> line.endsWith("="));
    assertThat(example.stream().map(line -> line.replace("=", "")))
        .containsExactlyInAnyOrderElementsOf(compose.variables());
    assertThat(text(".gitignore").lines()).contains(".env");
  }

  @Test
  void initScript_createsTheDatabasesOfTheServices() {
    String databases =
        SERVICES.stream()
            .map(ServiceSettings::database)
            .filter(Objects::nonNull)
            .collect(Collectors.joining(" "));

    assertThat(text("deploy/postgres/create-databases.sh"))
        .contains("for database in " + databases + "; do");
    assertThat(compose.mountedFiles()).contains("./deploy/postgres/create-databases.sh");
  }

  @Test
  void mountedFiles_exist() {
    assertThat(compose.mountedFiles())
        .isNotEmpty()
        .allSatisfy(file -> assertThat(Checkout.file(file)).exists());
  }

  @Test
  void prometheus_asksEveryService() {
    ComposeFile prometheus = ComposeFile.parse(text("deploy/prometheus/prometheus.yml"));

    assertThat(prometheus.lists("targets"))
        .containsExactlyElementsOf(
            SERVICES.stream().map(service -> service.name() + ":" + service.port()).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          user: postgres              | user: root                  | postgres: runs as root
          127.0.0.1:5432:5432         | 5432:5432                   | postgres: publishes 5432:5432 beyond loopback
          127.0.0.1:5432:5432         | 0.0.0.0:5432:5432           | postgres: publishes 0.0.0.0:5432:5432 beyond loopback
          image: postgres:18          | image: postgres:latest      | postgres: image postgres:latest is not pinned
          image: postgres:18          | image: postgres             | postgres: image postgres is not pinned
          mem_limit: 768m             | restart: always             | postgres: has no memory limit
          healthcheck:                | health:                     | postgres: has no health check
          postgres-data:/var          | other-data:/var             | postgres: volume other-data is not declared
          ${PASSWORD:?set it}         | ${PASSWORD:-secret}         | ${PASSWORD:-secret}: is not required to be set
          postgres: {condition        | kafka: {condition           | app: depends on kafka, which is no service
          service_healthy             | service_started             | app: does not wait until postgres is healthy
          """)
  void problems_findsAPlantedOne(String right, String wrong, String problem) {
    String sound =
        """
        services:
          postgres:
            image: postgres:18
            user: postgres
            environment: {POSTGRES_PASSWORD: "${PASSWORD:?set it}"}
            ports: ["127.0.0.1:5432:5432"]
            volumes: ["postgres-data:/var/lib/postgresql"]
            mem_limit: 768m
            healthcheck: {test: [CMD, pg_isready]}
          app:
            image: app:1
            mem_limit: 1g
            depends_on: {postgres: {condition: service_healthy}}
            healthcheck: {test: [CMD, check]}
        volumes: {postgres-data: }
        """;
    assertThat(ComposeFile.parse(sound).problems()).isEmpty();

    String planted = sound.replaceFirst(Pattern.quote(right), wrong.replace("$", "\\$"));

    assertThat(planted).isNotEqualTo(sound);
    assertThat(ComposeFile.parse(planted).problems()).containsExactly(problem);
  }
}
