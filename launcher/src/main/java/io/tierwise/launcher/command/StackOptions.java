package io.tierwise.launcher.command;

import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.StackListener;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.stack.StackSettings.ExternalPostgres;
import io.tierwise.launcher.terminal.Terminal;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Where the stack keeps its data, and servers that run elsewhere. */
final class StackOptions {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description = "folder of PostgreSQL's and Kafka's data and of the logs")
  private @Nullable Path data;

  @Option(
      names = "--postgres-url",
      paramLabel = "URL",
      description = "jdbc:postgresql://HOST:PORT of a server to use instead of starting one")
  private @Nullable String postgresUrl;

  @Option(names = "--postgres-user", paramLabel = "NAME", description = "its user")
  private @Nullable String postgresUser;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "bootstrap servers of a broker to use instead of starting one")
  private @Nullable String kafka;

  boolean namesFolder() {
    return data != null;
  }

  /** That the servers which run elsewhere are named as they have to be. */
  void check() {
    settings(Installation.find(), Path.of(""), Terminal.standard());
  }

  StackSettings settings(Installation installation, Path usualData, Terminal terminal) {
    Path folder = data == null ? usualData : data;
    try {
      StackSettings settings =
          StackSettings.local(installation, folder).withListener(new Lines(terminal));
      // An option wins, also over a mistake in the environment.
      Map<String, String> environment = new HashMap<>(System.getenv());
      if (postgresUrl != null) {
        environment.remove("TIERWISE_POSTGRES_URL");
      }
      settings = settings.configuredBy(environment);
      if (postgresUrl != null) {
        String user = postgresUser;
        if (user == null) {
          user = System.getenv().getOrDefault("TIERWISE_POSTGRES_USER", "postgres");
        }
        // On the command line everyone on this machine could read a password.
        String password = System.getenv().getOrDefault("TIERWISE_POSTGRES_PASSWORD", "");
        settings = settings.withPostgres(ExternalPostgres.of(postgresUrl, user, password));
      }
      return kafka == null ? settings : settings.withKafka(kafka);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }

  private record Lines(Terminal terminal) implements StackListener {
    @Override
    public void ready(String part, String address, Duration after) {
      terminal.line("  %-22s %-28s %5.1f s", part, address, after.toMillis() / 1000.0);
    }

    @Override
    public void note(String text) {
      terminal.line("  " + text);
    }
  }
}
