package io.tierwise.launcher.importing;

import io.tierwise.launcher.importing.FrontDoor.FrontDoorFailed;
import io.tierwise.launcher.terminal.Terminal;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * One import: a file of another shop is written as events of the Segment spec into a temporary
 * file, a file of such events is taken as it is, and ingest-service imports it as a job.
 */
public final class FileImport {
  private static final long STATUS_NANOS = 1_000_000_000L;

  private final Terminal terminal;
  private final Tally tally = new Tally();
  private final Tally catalogue = new Tally();
  private long begin;
  private long lastStatus;
  private long lines;
  private String trouble = "";

  public FileImport(Terminal terminal) {
    this.terminal = terminal;
  }

  /**
   * @param gzip whether a plain file is compressed before it is sent
   */
  public Tally run(ImportFormat format, Path file, FrontDoor.Settings settings, boolean gzip)
      throws IOException, InterruptedException, UnreadableFile {
    begin = System.nanoTime();
    lastStatus = begin;
    Path made = Files.createTempFile("tierwise-import", ".ndjson.gz");
    try (ImportJob job = new ImportJob(settings, this::trouble)) {
      job.check();
      ImportReader reader = format.reader();
      if (reader != null) {
        convert(reader, file, made, settings);
      } else if (gzip && !FileLines.isCompressed(file)) {
        try (OutputStream out = Conversion.compressed(made)) {
          Files.copy(file, out);
        }
      }
      Path sent = Files.size(made) > 0 ? made : file;
      terminal.status("  sending %,d bytes".formatted(Files.size(sent)));
      String id = job.send(sent).path("id").asString("");
      terminal.line("  Sent; import %s goes on by itself, also without this command", id);
      summarise(job.follow(id, this::status), settings);
      return tally;
    } finally {
      Files.deleteIfExists(made);
    }
  }

  private void convert(ImportReader reader, Path file, Path made, FrontDoor.Settings settings)
      throws IOException, InterruptedException, UnreadableFile {
    try (FrontDoor door = new FrontDoor(settings, new Answers(catalogue), new Answers(catalogue))) {
      Conversion.convert(reader, file, made, door, tally, this::status);
    }
  }

  private record Answers(Tally into) implements DoorListener {
    @Override
    public void accepted(int count) {
      into.accepted(count);
    }

    @Override
    public void rejected(Outgoing event, String code, String detail) {
      into.rejected(event.line(), code, detail);
    }
  }

  private void trouble(String said) {
    if (said.equals(trouble)) {
      terminal.status("  still waiting");
    } else {
      trouble = said;
      terminal.line("  " + said);
    }
  }

  private void status(FileLines of) {
    lines = of.number();
    if (due()) {
      terminal.status("  reading: %3.0f %%, %,d lines".formatted(100 * of.share(), lines));
    }
  }

  private void status(JsonNode job) {
    if (due()) {
      terminal.status(
          "  %3.0f %%  %,d events accepted, %,d rejected, %,d events/s"
              .formatted(
                  100 * job.path("progress").asDouble(0),
                  job.at("/counts/accepted").asLong(0),
                  job.at("/counts/rejected").asLong(0),
                  job.at("/timings/eventsPerSecond").asLong(0)));
    }
  }

  private boolean due() {
    long now = System.nanoTime();
    if (now - lastStatus < STATUS_NANOS) {
      return false;
    }
    lastStatus = now;
    return true;
  }

  private void summarise(JsonNode job, FrontDoor.Settings settings) throws FrontDoorFailed {
    String id = job.path("id").asString("");
    tally.accepted(job.at("/counts/accepted").asInt(0));
    job.at("/counts/reasons")
        .properties()
        .forEach(reason -> tally.rejected(reason.getKey(), reason.getValue().asLong(0)));
    terminal.line(
        "Imported in %.1f s: %,d events, %,d a second while they were taken",
        (System.nanoTime() - begin) / 1e9,
        job.at("/counts/events").asLong(0),
        job.at("/timings/eventsPerSecond").asLong(0));
    terminal.line("  %,10d accepted", tally.accepted());
    terminal.line("  %,10d rejected by the front door", tally.rejected());
    print(tally.rejections());
    if (tally.rejected() > 0) {
      terminal.line(
          "    listed at %s", settings.url().resolve("/v1/rejected-events?importId=" + id));
    }
    if (lines > 0) {
      terminal.line("  %,10d lines read, %,d skipped", lines, tally.skipped());
      print(tally.skips());
    }
    if (catalogue.accepted() + catalogue.rejected() > 0) {
      terminal.line("  %,10d items of the catalogue accepted", catalogue.accepted());
    }
    if (catalogue.rejected() > 0) {
      terminal.line("  %,10d items of the catalogue rejected", catalogue.rejected());
      print(catalogue.rejections());
    }
    if (!job.path("state").asString("").equals("SUCCEEDED")) {
      throw new FrontDoorFailed(
          "the import is %s: %s"
              .formatted(job.path("state").asString(""), job.path("trouble").asString("")),
          null);
    }
  }

  private void print(Map<String, Tally.Fault> faults) {
    faults.entrySet().stream()
        .sorted((a, b) -> Long.compare(b.getValue().count(), a.getValue().count()))
        .forEach(
            entry -> {
              terminal.line("    %,8d %s", entry.getValue().count(), entry.getKey());
              entry.getValue().examples().forEach(text -> terminal.line("             %s", text));
            });
  }
}
