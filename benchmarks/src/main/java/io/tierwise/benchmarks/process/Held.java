package io.tierwise.benchmarks.process;

import java.io.IOException;

/**
 * A process that stands still until this is closed. It goes on by itself when this JVM ends,
 * however that ends: the one that wakes it reads from us.
 */
public final class Held implements AutoCloseable {
  private static final String SCRIPT =
      "trap '' INT HUP; kill -STOP \"$1\" && echo held; read -r _; kill -CONT \"$1\"";

  private final Process keeper;

  private Held(Process keeper) {
    this.keeper = keeper;
  }

  public static Held still(ProcessHandle process) throws IOException {
    Process keeper =
        new ProcessBuilder("/bin/sh", "-c", SCRIPT, "sh", Long.toString(process.pid()))
            .redirectErrorStream(true)
            .start();
    Held held = new Held(keeper);
    String answer = keeper.inputReader().readLine();
    if (!"held".equals(answer)) {
      held.close();
      throw new IOException("cannot hold process " + process.pid() + ": " + answer);
    }
    return held;
  }

  @Override
  public void close() throws IOException {
    keeper.getOutputStream().close();
    boolean interrupted = false;
    while (true) {
      try {
        keeper.waitFor();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
