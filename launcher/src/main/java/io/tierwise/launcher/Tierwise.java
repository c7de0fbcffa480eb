package io.tierwise.launcher;

import io.tierwise.launcher.command.BenchCommand;
import io.tierwise.launcher.command.Checked;
import io.tierwise.launcher.command.DemoCommand;
import io.tierwise.launcher.command.Failures;
import io.tierwise.launcher.command.ImportCommand;
import io.tierwise.launcher.command.ImportHistoryCommand;
import io.tierwise.launcher.command.UpCommand;
import io.tierwise.launcher.command.Version;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/** Main class behind the script {@code tierwise}. */
@Command(
    name = "tierwise",
    description = "Turns the behaviour events of a shop into tiers, recommendations and campaigns.",
    subcommands = {
      DemoCommand.class,
      UpCommand.class,
      ImportCommand.class,
      ImportHistoryCommand.class,
      BenchCommand.class,
      HelpCommand.class
    },
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  JAVA_HOME                          a JDK 25 or newer (otherwise looked for)",
      "  TIERWISE_POSTGRES_URL              jdbc:postgresql://HOST:PORT of a server to use",
      "  TIERWISE_POSTGRES_USER, _PASSWORD  its credentials",
      "  TIERWISE_KAFKA_BOOTSTRAP_SERVERS   HOST:PORT,... of a broker to use",
      "",
      "'tierwise help COMMAND' says more about a command."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:done",
      " 1:failed; the message says why",
      " 2:the command line was not understood",
      " 130:interrupted by Ctrl-C",
      " 143:ended by a TERM signal"
    })
public final class Tierwise implements Runnable {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec spec;

  public static void main(String[] arguments) {
    System.setProperty("org.slf4j.simpleLogger.defaultLogLevel", "error");
    // It reports a stop during the start as a fault, with a stack trace.
    System.setProperty("org.slf4j.simpleLogger.log.io.zonky", "off");
    CommandLine commandLine = commandLine();
    if (Boolean.getBoolean("tierwise.check")) {
      // The script asks before a build that would take minutes.
      commandLine.setExecutionStrategy(Tierwise::check);
    }
    System.exit(commandLine.execute(arguments));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Tierwise())
        .setUsageHelpAutoWidth(true)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setParameterExceptionHandler(Tierwise::misunderstood)
        .setExecutionExceptionHandler(Failures::report);
  }

  static int check(CommandLine.ParseResult parsed) {
    CommandLine.ParseResult last = parsed;
    while (last.hasSubcommand()) {
      last = last.subcommand();
    }
    if (last.commandSpec().userObject() instanceof Checked command) {
      command.check();
    }
    return CommandLine.ExitCode.OK;
  }

  /** One line that names the fault, one that says where to read on. */
  private static int misunderstood(ParameterException fault, String[] arguments) {
    CommandLine command = fault.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("tierwise: " + reason(fault));
    if (!UnmatchedArgumentException.printSuggestions(fault, err)) {
      err.println("Try 'tierwise help" + helpTopic(command) + "'.");
    }
    err.flush();
    return CommandLine.ExitCode.USAGE;
  }

  private static String reason(ParameterException fault) {
    if (fault instanceof UnmatchedArgumentException unmatched && !unmatched.isUnknownOption()) {
      String what = fault.getCommandLine().getParent() == null ? "command" : "argument";
      return "Unknown %s: '%s'".formatted(what, unmatched.getUnmatched().getFirst());
    }
    return String.valueOf(fault.getMessage()).lines().findFirst().orElse("bad arguments");
  }

  private static String helpTopic(CommandLine command) {
    return command.getParent() == null ? "" : " " + command.getCommandName();
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }
}
