package io.tierwise.launcher.command;

import java.net.URI;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The option {@code --url} of commands that talk to a service. */
final class HttpUrl {
  /**
   * @throws ParameterException if it is none
   */
  static void check(CommandSpec command, URI url) {
    boolean http = "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    if (!http || url.getHost() == null) {
      throw new ParameterException(
          command.commandLine(), "Invalid value for option '--url': " + url);
    }
  }

  private HttpUrl() {}
}
