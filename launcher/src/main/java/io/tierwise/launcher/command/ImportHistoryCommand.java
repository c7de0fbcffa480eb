package io.tierwise.launcher.command;

import io.tierwise.launcher.command.Failures.CommandFailed;
import io.tierwise.launcher.importing.HistoryUpload;
import io.tierwise.launcher.importing.UnreadableFile;
import io.tierwise.launcher.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import tools.jackson.databind.JsonNode;

/** Sends campaigns that ran elsewhere to campaign-service. */
@Command(
    name = "import-history",
    description = "Sends campaigns of The Complete Journey to a running campaign-service.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    descriptionHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Campaigns, households they reached, coupons and redemptions become history: report and",
      "response rates know them, nothing is sent to anybody. Households are in the tier that they",
      "have in Tierwise at that time: import the transactions (import --format complete-journey)",
      "and publish tiers before. Importing again changes nothing."
    })
public final class ImportHistoryCommand implements Callable<Integer>, Checked {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec command;

  @SuppressWarnings("NullAway.Init") // required
  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description =
          "with campaign_descriptions, campaigns, coupons and coupon_redemptions, .csv or .csv.gz")
  private Path data;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8085",
      description = "of campaign-service (default: ${DEFAULT-VALUE})")
  private URI url = URI.create("http://127.0.0.1:8085");

  @Override
  public void check() {
    HttpUrl.check(command, url);
  }

  @Override
  public Integer call() throws CommandFailed, InterruptedException {
    check();
    if (!Files.isDirectory(data)) {
      throw new CommandFailed(data + " is no folder");
    }
    Terminal terminal = Terminal.standard();
    terminal.line("Importing the campaigns of %s into %s", data, url);
    try {
      JsonNode done = HistoryUpload.send(data, url);
      for (String kind :
          List.of("campaigns", "contacts", "coupons", "redemptions", "unchanged", "rejected")) {
        terminal.line("  %,10d %s", done.path(kind).asLong(0), kind);
      }
      for (JsonNode wrong : done.path("rejections")) {
        terminal.line(
            "    line %d: %s %s",
            wrong.path("line").asLong(0),
            wrong.path("field").asString(""),
            wrong.path("message").asString(""));
      }
      if (!done.path("state").asString("").equals("SUCCEEDED")) {
        throw new CommandFailed("the import failed: " + done.path("failure").asString(""));
      }
      return CommandLine.ExitCode.OK;
    } catch (UnreadableFile e) {
      throw new CommandFailed(data + ": " + e.getMessage());
    } catch (IOException e) {
      throw new CommandFailed(String.valueOf(e.getMessage()));
    }
  }
}
