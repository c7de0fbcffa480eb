package io.tierwise.launcher.importing;

import java.io.IOException;

/** Turns the lines of one file format into events. A line that it cannot read stops nothing. */
public interface ImportReader {
  void read(FileLines lines, EventSink sink)
      throws IOException, InterruptedException, UnreadableFile;
}
