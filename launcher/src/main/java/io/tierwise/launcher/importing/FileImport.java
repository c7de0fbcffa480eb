package io.tierwise.launcher.importing;

import io.tierwise.launcher.importing.FrontDoor.FrontDoorFailed;
import io.tierwise.launcher.terminal.Terminal;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** One import: file to reader to front door, with progress and a summary. */
public final class FileImport {
  private static final long STATUS_NANOS = 1_000_000_000L;

  private final Terminal terminal;
  private final Tally tally = new Tally();
  private final Tally catalogue = new Tally();
  private final long begin = System.nanoTime();
  private long events;
  private long lastStatus = begin;
  private volatile String trouble = "";

  public FileImport(Terminal terminal) {
    this.terminal = terminal;
  }

  public Tally run(ImportReader reader, Path file, FrontDoor.Settings settings)
      throws IOException, InterruptedException, UnreadableFile {
    try (FileLines lines = FileLines.open(file);
        FrontDoor door = new FrontDoor(settings, new Answers(tally), new Answers(catalogue))) {
      try {
        reader.read(lines, new ToDoor(lines, door));
        door.flush();
      } catch (DoorClosed e) {
        throw e.failure;
      }
      summarise(lines.number());
      return tally;
    }
  }

  /** Carries the door's failure through a reader, which knows nothing of doors. */
  private static final class DoorClosed extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final transient FrontDoorFailed failure;

    DoorClosed(FrontDoorFailed failure) {
      super(failure);
      this.failure = failure;
    }
  }

  private final class ToDoor implements EventSink {
    private final FileLines lines;
    private final FrontDoor door;

    ToDoor(FileLines lines, FrontDoor door) {
      this.lines = lines;
      this.door = door;
    }

    @Override
    public void event(Outgoing event) throws InterruptedException {
      try {
        door.send(event);
      } catch (FrontDoorFailed e) {
        throw new DoorClosed(e);
      }
      events++;
      status(lines);
    }

    @Override
    public void item(byte[] json) throws InterruptedException {
      try {
        door.sendItem(json);
      } catch (FrontDoorFailed e) {
        throw new DoorClosed(e);
      }
    }

    @Override
    public void skipped(long line, String reason, String detail) {
      tally.skipped(line, reason, detail);
      status(lines);
    }
  }

  private final class Answers implements DoorListener {
    private final Tally into;

    Answers(Tally into) {
      this.into = into;
    }

    @Override
    public void accepted(int count) {
      into.accepted(count);
      trouble = "";
    }

    @Override
    public void rejected(Outgoing event, String code, String detail) {
      into.rejected(event.line(), code, detail);
    }

    @Override
    public void waiting(String reason, Duration pause, Duration atMost) {
      // The reader stands still meanwhile, so nobody else says it.
      String said = "%s: trying again for up to %d s".formatted(reason, atMost.toSeconds());
      if (said.equals(trouble)) {
        terminal.status("  still waiting: " + reason);
      } else {
        trouble = said;
        terminal.line("  " + said);
      }
    }
  }

  private void status(FileLines lines) {
    long now = System.nanoTime();
    if (now - lastStatus < STATUS_NANOS) {
      return;
    }
    lastStatus = now;
    double seconds = (now - begin) / 1e9;
    double share = lines.share();
    long left = share > 0 ? Math.round(seconds / share * (1 - share)) : 0;
    terminal.status(
        "  %3.0f %%  %,d lines, %,d events accepted, %,d rejected, %,.0f events/s, %d s left"
            .formatted(
                100 * share,
                lines.number(),
                tally.accepted(),
                tally.rejected(),
                tally.accepted() / seconds,
                left));
  }

  private void summarise(long lines) {
    double seconds = (System.nanoTime() - begin) / 1e9;
    terminal.line(
        "Imported in %.1f s: %,d lines, %,d events (%,.0f a second)",
        seconds, lines, events, events / seconds);
    terminal.line("  %,10d accepted", tally.accepted());
    terminal.line("  %,10d rejected by the front door", tally.rejected());
    print(tally.rejections());
    terminal.line("  %,10d lines skipped", tally.skipped());
    print(tally.skips());
    if (catalogue.accepted() + catalogue.rejected() > 0) {
      terminal.line("  %,10d items of the catalogue accepted", catalogue.accepted());
    }
    if (catalogue.rejected() > 0) {
      terminal.line("  %,10d items of the catalogue rejected", catalogue.rejected());
      print(catalogue.rejections());
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
