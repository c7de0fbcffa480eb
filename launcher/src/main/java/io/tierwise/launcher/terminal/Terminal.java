package io.tierwise.launcher.terminal;

import java.io.PrintStream;
import java.util.Locale;

/**
 * Lines for a person: finished ones stay, the one in progress is redrawn in place on a terminal and
 * repeated now and then where output goes to a file.
 */
public final class Terminal {
  private static final long REPEAT_NANOS = 5_000_000_000L;

  private final PrintStream out;
  private final boolean interactive;
  private boolean statusShown;
  private long lastStatus;

  public Terminal(PrintStream out, boolean interactive) {
    this.out = out;
    this.interactive = interactive;
    lastStatus = System.nanoTime();
  }

  /** Standard output, as the script found it. */
  public static Terminal standard() {
    return new Terminal(System.out, Boolean.getBoolean("tierwise.terminal"));
  }

  public synchronized void line(String text) {
    clear();
    out.println(text);
    out.flush();
    lastStatus = System.nanoTime();
  }

  public void line(String format, Object... values) {
    line(String.format(Locale.ROOT, format, values));
  }

  /** What is going on right now. */
  public synchronized void status(String text) {
    if (interactive) {
      clear();
      out.print(text);
      out.flush();
      statusShown = true;
    } else if (System.nanoTime() - lastStatus > REPEAT_NANOS) {
      out.println(text);
      out.flush();
      lastStatus = System.nanoTime();
    }
  }

  private void clear() {
    if (statusShown) {
      out.print("\r\u001b[K");
      statusShown = false;
    }
  }
}
