package io.tierwise.launcher.command;

import io.tierwise.launcher.command.Failures.CommandFailed;
import io.tierwise.launcher.importing.FileImport;
import io.tierwise.launcher.importing.FrontDoor;
import io.tierwise.launcher.importing.FrontDoor.FrontDoorFailed;
import io.tierwise.launcher.importing.ImportFormat;
import io.tierwise.launcher.importing.Tally;
import io.tierwise.launcher.importing.UnreadableFile;
import io.tierwise.launcher.stack.ServiceSettings;
import io.tierwise.launcher.terminal.Terminal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** Sends a file of another shop's history through the front door. */
@Command(
    name = "import",
    description = "Sends a file through the front door of a running stack.",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    descriptionHeading = "%n",
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footer = {
      "",
      "Formats:",
      "  online-retail  UCI Online Retail: an invoice is an order, one that begins with C a",
      "                 refund; lines without a customer become anonymous orders",
      "  retailrocket   timestamp,visitorid,event,itemid: anonymous views, carts, orders",
      "  cdnow          customer, date, CDs, dollars: one order a customer and day",
      "  complete-journey",
      "                 transactions: a basket is an order; for its campaigns see import-history",
      "  events         one event of the Segment spec a line, as JSON",
      "",
      "ingest-service gets the whole file, imports it as a job that outlives this command",
      "and a crash, and is asked for its progress.",
      "The file's own times are the events' times. Importing a file again changes nothing.",
      "A malformed line is reported with its number and does not stop the rest.",
      "Exit codes: 0 done, also where some lines were skipped or events rejected; 1 the file",
      "or the front door failed, or nothing was accepted; 2 bad command line; 130 Ctrl-C;",
      "143 TERM."
    })
public final class ImportCommand implements Callable<Integer>, Checked {
  @SuppressWarnings("NullAway.Init") // set by picocli
  @Spec
  private CommandSpec command;

  @SuppressWarnings("NullAway.Init") // required
  @Option(
      names = "--format",
      required = true,
      paramLabel = "FORMAT",
      converter = FormatName.class,
      description = "online-retail, retailrocket, cdnow, complete-journey or events")
  private ImportFormat format;

  @SuppressWarnings("NullAway.Init") // required
  @Parameters(paramLabel = "FILE", description = "the file, plain or gzip")
  private Path file;

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:8081",
      description = "of ingest-service (default: ${DEFAULT-VALUE})")
  private URI url = URI.create("http://127.0.0.1:8081");

  @Option(
      names = "--write-key",
      paramLabel = "KEY",
      description = "(default: TIERWISE_WRITE_KEY, else the key of a local stack)")
  private @Nullable String writeKey;

  @Option(
      names = "--gzip",
      description = "compress a plain file before it is sent, for a slow line")
  private boolean gzip;

  static final class FormatName implements ITypeConverter<ImportFormat> {
    @Override
    public ImportFormat convert(String name) {
      try {
        return ImportFormat.of(name);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  @Override
  public void check() {
    HttpUrl.check(command, url);
  }

  @Override
  public Integer call() throws CommandFailed, InterruptedException {
    check();
    if (!Files.isReadable(file) || Files.isDirectory(file)) {
      throw new CommandFailed("cannot read " + file);
    }
    Terminal terminal = Terminal.standard();
    terminal.line("Importing %s as %s into %s", file, format, url);
    FrontDoor.Settings settings = FrontDoor.Settings.of(url, key());
    try {
      Tally tally = new FileImport(terminal).run(format, file, settings, gzip);
      if (tally.accepted() == 0 && tally.rejected() + tally.skipped() > 0) {
        throw new CommandFailed(
            "nothing in %s was accepted as %s:%n  %s"
                .formatted(file, format, String.join("\n  ", tally.firstReasons())));
      }
      return CommandLine.ExitCode.OK;
    } catch (UnreadableFile e) {
      throw new CommandFailed(file + ": " + e.getMessage());
    } catch (FrontDoorFailed e) {
      throw new CommandFailed(
          e.getMessage() + ". What was accepted stays; the same import may be started again.");
    } catch (IOException e) {
      throw new CommandFailed("cannot read " + file + ": " + e.getMessage());
    }
  }

  private String key() {
    if (writeKey != null) {
      return writeKey;
    }
    return System.getenv().getOrDefault("TIERWISE_WRITE_KEY", ServiceSettings.LOCAL_WRITE_KEY);
  }
}
