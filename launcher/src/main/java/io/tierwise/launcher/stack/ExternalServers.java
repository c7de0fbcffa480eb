package io.tierwise.launcher.stack;

import java.net.InetSocketAddress;
import java.sql.SQLException;

/** Servers that a stack uses and does not start. */
final class ExternalServers {
  /**
   * Looks at those that the settings name.
   *
   * @throws StartFailed naming the one that cannot be used
   */
  static void require(StackSettings settings) throws StartFailed {
    String broker = settings.kafkaBootstrapServers();
    if (broker != null) {
      requireBroker(broker);
    }
    StackSettings.ExternalPostgres postgres = settings.postgres();
    if (postgres != null) {
      requirePostgres(postgres);
    }
  }

  /** The services would wait for it without a word. */
  private static void requireBroker(String servers) throws StartFailed {
    for (String server : servers.split(",")) {
      int colon = server.lastIndexOf(':');
      if (colon > 0 && server.substring(colon + 1).matches("[0-9]{1,5}")) {
        int port = Integer.parseInt(server.substring(colon + 1));
        if (Ports.accepts(new InetSocketAddress(server.substring(0, colon).strip(), port), 5_000)) {
          return;
        }
      }
    }
    throw new StartFailed(KafkaBroker.NAME, "no broker answers at " + servers, null);
  }

  /** Migrations would fail one by one on a server that is too old. */
  private static void requirePostgres(StackSettings.ExternalPostgres server) throws StartFailed {
    String version;
    try {
      version = PostgresDatabases.version(server.address(), server.user(), server.password());
    } catch (SQLException e) {
      throw PostgresDatabases.trouble(server.address(), e, null);
    }
    if (!PostgresDatabases.isRecentEnough(version)) {
      throw new StartFailed(
          PostgresServer.NAME,
          "the server at %s is PostgreSQL %s, and the services need 18 or newer"
              .formatted(server.address(), version),
          null);
    }
  }

  private ExternalServers() {}
}
