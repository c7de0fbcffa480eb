package io.tierwise.launcher.stack;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** One supervised process of the stack. Its port stays the same over restarts. */
interface Part {
  String name();

  /** Starts it and returns when it answers. */
  void start() throws StartFailed, IOException, InterruptedException;

  /** Asks it to end, waits, and ends it by force if it does not. Harmless if it does not run. */
  void stop();

  /** Ends it at once, as a power failure would: no clean-up runs in it. */
  void kill() throws IOException;

  /** The process that does the work, or null while it does not run. */
  @Nullable ProcessHandle process();
}
