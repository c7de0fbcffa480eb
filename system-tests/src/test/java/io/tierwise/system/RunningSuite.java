package io.tierwise.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.stack.StackSettings.ExternalPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The whole suite, started as an operator starts it, on free ports and a fresh data folder. */
final class RunningSuite implements AutoCloseable {
  private static RunningSuite shared;
  private static RunningSuite battered;
  private final Stack stack;

  private RunningSuite(Stack stack) {
    this.stack = stack;
  }

  /** The suite that tests share which do not mind each other's users; ends with the JVM. */
  static synchronized RunningSuite shared() {
    if (shared == null) {
      shared = start("shared");
    }
    return shared;
  }

  /** What an event goes through to become a profile, for tests that kill and stop its parts. */
  static synchronized RunningSuite battered() {
    if (battered == null) {
      battered =
          start(
              "battered",
              List.of(
                  ServiceSettings.named(ServiceSettings.INGEST),
                  ServiceSettings.named(ServiceSettings.PROFILE)));
    }
    return battered;
  }

  static RunningSuite start(String name) {
    return start(name, ServiceSettings.ALL);
  }

  static RunningSuite start(String name, List<ServiceSettings> services) {
    return start(name, services, settings -> settings);
  }

  /** Another instance of some services, on the PostgreSQL and the broker of this suite. */
  RunningSuite another(String name, List<ServiceSettings> services) {
    String url = stack.jdbcUrl("postgres");
    ExternalPostgres postgres =
        ExternalPostgres.of(
            url.substring(0, url.lastIndexOf('/')), stack.databaseUser(), stack.databasePassword());
    return start(
        name,
        services,
        settings -> settings.withPostgres(postgres).withKafka(stack.kafkaBootstrapServers()));
  }

  private static RunningSuite start(
      String name, List<ServiceSettings> services, UnaryOperator<StackSettings> further) {
    Installation installation = Installation.find();
    Path data = installation.root().resolve("system-tests/target/stack-" + name);
    try {
      deleteRecursively(data);
      return new RunningSuite(
          Stack.start(
              further.apply(
                  StackSettings.local(installation, data)
                      .onFreePorts()
                      .throwaway()
                      .withServices(services))));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  Stack stack() {
    return stack;
  }

  Rest ingest() {
    return rest(ServiceSettings.INGEST);
  }

  /** Once it has found its database: its door is open before, but keeps nothing. */
  Rest ingestWithDatabase() {
    Eventually.asserted(
        "ingest-service has its tables",
        Duration.ofMinutes(2),
        () -> {
          Rest.Answer answer = ingest().get("/v1/imports?limit=1");
          assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        });
    return ingest();
  }

  Rest profile() {
    return rest(ServiceSettings.PROFILE);
  }

  Rest segmentation() {
    return rest(ServiceSettings.SEGMENTATION);
  }

  Rest recommend() {
    return rest(ServiceSettings.RECOMMEND);
  }

  Rest campaign() {
    return rest(ServiceSettings.CAMPAIGN);
  }

  private Rest rest(String service) {
    return new Rest(stack.url(service), ServiceSettings.LOCAL_WRITE_KEY);
  }

  @Override
  public void close() {
    stack.close();
  }

  private static void deleteRecursively(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
