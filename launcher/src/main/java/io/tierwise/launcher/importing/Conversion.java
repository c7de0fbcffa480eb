package io.tierwise.launcher.importing;

import io.tierwise.launcher.importing.FrontDoor.FrontDoorFailed;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/** Writes what a reader finds as the file that an import takes; items go to the catalogue. */
final class Conversion implements EventSink {
  private final FileLines lines;
  private final FrontDoor door;
  private final Tally tally;
  private final Consumer<FileLines> progress;
  private final OutputStream out;

  private Conversion(
      FileLines lines,
      FrontDoor door,
      Tally tally,
      Consumer<FileLines> progress,
      OutputStream out) {
    this.lines = lines;
    this.door = door;
    this.tally = tally;
    this.progress = progress;
    this.out = out;
  }

  /**
   * @param tally of lines that become no event
   * @param progress is told after every event
   */
  static void convert(
      ImportReader reader,
      Path from,
      Path to,
      FrontDoor door,
      Tally tally,
      Consumer<FileLines> progress)
      throws IOException, InterruptedException, UnreadableFile {
    try (FileLines lines = FileLines.open(from);
        OutputStream out = compressed(to)) {
      reader.read(lines, new Conversion(lines, door, tally, progress, out));
      door.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  /** Fast rather than small. */
  static OutputStream compressed(Path to) throws IOException {
    return new BufferedOutputStream(
        new GZIPOutputStream(Files.newOutputStream(to), 1 << 16) {
          {
            def.setLevel(Deflater.BEST_SPEED);
          }
        },
        1 << 16);
  }

  @Override
  public void event(Outgoing event) {
    try {
      out.write(event.json());
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    progress.accept(lines);
  }

  @Override
  public void item(byte[] json) throws InterruptedException {
    try {
      door.sendItem(json);
    } catch (FrontDoorFailed e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void skipped(long line, String reason, String detail) {
    tally.skipped(line, reason, detail);
    progress.accept(lines);
  }
}
