package io.tierwise.launcher.command;

import io.tierwise.launcher.command.Failures.CommandFailed;
import io.tierwise.launcher.demo.Demo;
import io.tierwise.launcher.demo.DemoFailed;
import io.tierwise.launcher.demo.DemoReport;
import io.tierwise.launcher.mail.MailCatcher;
import io.tierwise.launcher.stack.Installation;
import io.tierwise.launcher.stack.Stack;
import io.tierwise.launcher.stack.StackSettings;
import io.tierwise.launcher.terminal.Terminal;
import io.tierwise.simulator.ShopSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Shows everything on a generated shop. */
@Command(
    name = "demo",
    description = "Starts everything, plays half a year of a shop and reports what came of it.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Without --data the demo begins afresh in target/demo-data. The report is printed and",
      "written to target/demo-report.json. Exit codes: 0 done, 1 something failed, 2 bad",
      "command line, 130 Ctrl-C, 143 TERM."
    })
public final class DemoCommand implements Callable<Integer>, Checked {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec command;

  @Option(names = "--exit", description = "stop after the report instead of staying up")
  private boolean exit;

  @Option(names = "--customers", paramLabel = "N", description = "of the shop (default: 5000)")
  private int customers = 5_000;

  @Option(names = "--items", paramLabel = "N", description = "of its catalogue (default: 800)")
  private int items = 800;

  @Option(names = "--days", paramLabel = "N", description = "of its history (default: 180)")
  private int days = 180;

  @Option(names = "--seed", paramLabel = "N", description = "another seed, another shop")
  private long seed = ShopSettings.DEFAULT_SEED;

  @Option(names = "--fresh", description = "empty the folder that --data names first")
  private boolean fresh;

  @Mixin private final StackOptions options = new StackOptions();

  @Override
  public void check() {
    shop();
    options.check();
  }

  @Override
  public Integer call() throws Exception {
    ShopSettings shop = shop();
    Terminal terminal = Terminal.standard();
    Installation installation = Installation.find();
    Path usual = installation.root().resolve("target").resolve("demo-data");
    StackSettings settings = options.settings(installation, usual, terminal).throwaway();
    if (fresh || !options.namesFolder()) {
      settings.emptyData();
    }
    terminal.line(
        "Demo: a shop with %,d customers, %,d items and %d days; data in %s",
        customers, items, days, settings.data());
    try (Demo demo = new Demo(shop, terminal);
        Stack stack = demo.start(settings);
        MailCatcher mails = UpCommand.catchMails()) {
      DemoReport report = demo.run(stack, mails.smtpPort());
      Path file = installation.root().resolve("target").resolve("demo-report.json");
      report.write(file);
      terminal.line("");
      terminal.line(
          "Done in %s s, with at most %,d MiB of memory. The figures: %s",
          report.totalSeconds(), report.peakMemoryMiB(), file);
      if (!exit) {
        terminal.line("");
        terminal.line("Where to look:");
        UpCommand.printAddresses(terminal, stack, settings, mails);
        UpCommand.waitForEnd(stack);
      }
      return CommandLine.ExitCode.OK;
    } catch (DemoFailed | IOException e) {
      throw new CommandFailed(
          "the demo stopped: %s%nThe logs: %s"
              .formatted(
                  e.getMessage() == null ? e.toString() : e.getMessage(),
                  settings.data().resolve("logs")));
    }
  }

  private ShopSettings shop() {
    try {
      // The clock of a person who starts a demo: the shop's last event is a moment ago.
      return ShopSettings.withDefaults(Instant.now())
          .withSize(customers, items, days)
          .withSeed(seed);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(command.commandLine(), String.valueOf(e.getMessage()), e);
    }
  }
}
