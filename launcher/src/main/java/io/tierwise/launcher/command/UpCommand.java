package io.tierwise.launcher.command;

import io.tierwise.launcher.command.Failures.CommandFailed;
import io.tierwise.launcher.mail.MailCatcher;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.Ports;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.stack.StartFailed;
import io.tierwise.launcher.terminal.Terminal;
import java.io.IOException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Starts everything on data that stays, until Ctrl-C. */
@Command(
    name = "up",
    description = "Starts PostgreSQL, Kafka and the services, until Ctrl-C. The data stays.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "The data folder is 'data' in the checkout unless --data names another. Ports that",
      "are taken are replaced by free ones and printed. Exit codes: 0, 1 a part did not",
      "start or ended by itself, 2 bad command line, 130 Ctrl-C, 143 TERM."
    })
public final class UpCommand implements Callable<Integer>, Checked {
  @Mixin private final StackOptions options = new StackOptions();

  @Override
  public void check() {
    options.check();
  }

  @Override
  public Integer call() throws Exception {
    Terminal terminal = Terminal.standard();
    Installation installation = Installation.find();
    StackSettings settings =
        options.settings(installation, installation.root().resolve("data"), terminal);
    terminal.line("Starting, data in %s", settings.data());
    long begin = System.nanoTime();
    try (Stack stack = Stack.start(settings);
        MailCatcher mails = catchMails()) {
      terminal.line("Ready after %.1f s.", (System.nanoTime() - begin) / 1e9);
      printAddresses(terminal, stack, settings, mails);
      waitForEnd(stack);
    }
    return 0;
  }

  /** On the usual ports where they are free. */
  static MailCatcher catchMails() throws IOException {
    return MailCatcher.start(Ports.usualOrFree(1025), Ports.usualOrFree(8025), Clock.systemUTC());
  }

  static void printAddresses(
      Terminal terminal, Stack stack, StackSettings settings, MailCatcher mails) {
    terminal.line("");
    stack
        .urls()
        .forEach((name, url) -> terminal.line("  %-22s %s/swagger-ui/index.html", name, url));
    terminal.line("  %-22s %s", "storefront", storefront(stack));
    terminal.line("  %-22s %s (SMTP on port %d)", "mails", mails.url(), mails.smtpPort());
    terminal.line("  %-22s %s", "logs", settings.data().resolve("logs"));
    terminal.line("  %-22s %s", "write key", ServiceSettings.LOCAL_WRITE_KEY);
    terminal.line("");
    terminal.line("Ctrl-C stops everything.");
  }

  /** The shop window on the recommendations, with the key that lets it send events. */
  private static String storefront(Stack stack) {
    return stack.url(ServiceSettings.RECOMMEND)
        + "/storefront/?key="
        + ServiceSettings.LOCAL_WRITE_KEY
        + "&ingest="
        + stack.url(ServiceSettings.INGEST);
  }

  /** Returns only by an exception: Ctrl-C ends the JVM, whose shutdown ends the stack. */
  static void waitForEnd(Stack stack) throws Exception {
    String ended = stack.unexpectedEnd().get();
    StartFailed tail = new StartFailed(ended, "it ended by itself", stack.log(ended));
    throw new CommandFailed(
        "%s ended by itself, so everything is stopped. Its log: %s%n  | %s"
            .formatted(ended, stack.log(ended), String.join("\n  | ", tail.lastLines())));
  }
}
