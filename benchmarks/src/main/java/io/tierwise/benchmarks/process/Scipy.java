package io.tierwise.benchmarks.process;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** A peer in Python, from Debian's package {@code python3-scipy}. */
public final class Scipy {
  private static final long CHECK_SECONDS = 60;

  public static boolean isInstalled() throws InterruptedException {
    try {
      Process check =
          new ProcessBuilder("python3", "-c", "import scipy.optimize, scipy.special, scipy.sparse")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!check.waitFor(CHECK_SECONDS, TimeUnit.SECONDS)) {
        check.destroyForcibly();
        return false;
      }
      return check.exitValue() == 0;
    } catch (IOException noPython) {
      return false;
    }
  }

  private Scipy() {}
}
