package io.tierwise.launcher.stack;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to start and where it keeps its data.
 *
 * @param durable false for a stack of a few minutes whose data a power failure may take: commits do
 *     not wait for the disk, and no time is spent on compiling well
 * @param usualPorts false: always free ports, as tests need them
 * @param postgres a server that runs elsewhere; null to start one
 * @param kafkaBootstrapServers of a broker that runs elsewhere; null to start one
 * @param services to start, all of them or a part
 */
public record StackSettings(
    Installation installation,
    Path data,
    boolean durable,
    boolean usualPorts,
    @Nullable ExternalPostgres postgres,
    @Nullable String kafkaBootstrapServers,
    List<ServiceSettings> services,
    StackListener listener) {

  public StackSettings {
    services = List.copyOf(services);
  }

  /** Everything, started here, on the usual ports where they are free. */
  public static StackSettings local(Installation installation, Path data) {
    return new StackSettings(
        installation, data, true, true, null, null, ServiceSettings.ALL, StackListener.SILENT);
  }

  /** With what the environment says about servers that run elsewhere. */
  public StackSettings configuredBy(Map<String, String> environment) {
    String url = environment.get("TIERWISE_POSTGRES_URL");
    StackSettings result = this;
    if (url != null) {
      result =
          result.withPostgres(
              ExternalPostgres.of(
                  url,
                  environment.getOrDefault("TIERWISE_POSTGRES_USER", "postgres"),
                  environment.getOrDefault("TIERWISE_POSTGRES_PASSWORD", "")));
    }
    String kafka = environment.get("TIERWISE_KAFKA_BOOTSTRAP_SERVERS");
    return kafka == null ? result : result.withKafka(kafka);
  }

  public StackSettings withPostgres(ExternalPostgres server) {
    return new StackSettings(
        installation, data, durable, usualPorts, server, kafkaBootstrapServers, services, listener);
  }

  public StackSettings withKafka(String bootstrapServers) {
    return new StackSettings(
        installation, data, durable, usualPorts, postgres, bootstrapServers, services, listener);
  }

  public StackSettings withListener(StackListener to) {
    return new StackSettings(
        installation, data, durable, usualPorts, postgres, kafkaBootstrapServers, services, to);
  }

  public StackSettings withServices(List<ServiceSettings> some) {
    return new StackSettings(
        installation, data, durable, usualPorts, postgres, kafkaBootstrapServers, some, listener);
  }

  /** For a few minutes, with data that nobody will miss. */
  public StackSettings throwaway() {
    return new StackSettings(
        installation, data, false, usualPorts, postgres, kafkaBootstrapServers, services, listener);
  }

  /**
   * Deletes what an earlier stack kept in the data folder, and nothing else that may be there.
   *
   * @throws StartFailed if a stack is using it
   */
  public void emptyData() throws IOException, StartFailed {
    if (Files.isDirectory(data)) {
      try (DataFolder folder = DataFolder.open(data)) {
        folder.empty();
      }
    }
  }

  public StackSettings onFreePorts() {
    return new StackSettings(
        installation, data, durable, false, postgres, kafkaBootstrapServers, services, listener);
  }

  /**
   * A PostgreSQL server that runs elsewhere; the services' databases are created there if missing.
   *
   * @param address host and port
   */
  public record ExternalPostgres(String address, String user, String password) {
    private static final int USUAL_PORT = 5432;

    /**
     * @param url {@code jdbc:postgresql://host:port}, with or without the prefix {@code jdbc:}
     * @throws IllegalArgumentException if it names anything but a host and a port
     */
    public static ExternalPostgres of(String url, String user, String password) {
      URI uri = URI.create(url.startsWith("jdbc:") ? url.substring("jdbc:".length()) : url);
      String path = uri.getPath();
      boolean rootOnly = path == null || path.isEmpty() || path.equals("/");
      if (!"postgresql".equals(uri.getScheme())
          || uri.getHost() == null
          || uri.getQuery() != null
          || !rootOnly) {
        throw new IllegalArgumentException(
            "'%s' does not read jdbc:postgresql://HOST:PORT (each service has a database of its own there)"
                .formatted(url));
      }
      int port = uri.getPort() < 0 ? USUAL_PORT : uri.getPort();
      return new ExternalPostgres(uri.getHost() + ":" + port, user, password);
    }
  }
}
