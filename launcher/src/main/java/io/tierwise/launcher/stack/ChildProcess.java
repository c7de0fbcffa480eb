package io.tierwise.launcher.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A process that logs to a file and ends with the launcher: its standard input is a pipe that ends
 * when the launcher does. Ctrl-C reaches it through the launcher only, which stops the parts in
 * order.
 */
final class ChildProcess {
  private final Process process;
  private final Path log;

  private ChildProcess(Process process, Path log) {
    this.process = process;
    this.log = log;
  }

  /** A program that notices the end of its standard input by itself. */
  static ChildProcess start(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    // The JVM keeps an interrupt ignored that was ignored when it started.
    List<String> shielded =
        new ArrayList<>(List.of("/bin/sh", "-c", "trap '' INT; exec \"$@\"", "sh"));
    shielded.addAll(command);
    return launch(shielded, environment, log);
  }

  /** A native program: a shell beside it stops it with SIGINT when standard input ends. */
  static ChildProcess startWatched(List<String> command, Map<String, String> environment, Path log)
      throws IOException {
    // "set -m" gives the program a process group of its own, out of reach of the terminal.
    String script =
        """
        set -m
        "$@" </dev/null & child=$!
        set +m
        trap '' INT HUP
        trap 'kill -INT "$child"' TERM
        (trap - TERM; while read -r _; do :; done; kill -INT "$child" 2>/dev/null) <&0 >/dev/null 2>&1 &
        while kill -0 "$child" 2>/dev/null; do wait "$child"; code=$?; done
        exit "$code"
        """;
    List<String> watched = new ArrayList<>(List.of("bash", "-c", script, "bash"));
    watched.addAll(command);
    return launch(watched, environment, log);
  }

  private static ChildProcess launch(
      List<String> command, Map<String, String> environment, Path log) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(command);
    builder.environment().putAll(environment);
    builder
        .redirectErrorStream(true)
        .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    return new ChildProcess(builder.start(), log);
  }

  boolean isAlive() {
    return process.isAlive();
  }

  int exitCode() {
    return process.exitValue();
  }

  Path log() {
    return log;
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  void stop(Duration grace) {
    process.destroy();
    if (!endsWithin(grace)) {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      kill();
    }
    closeInput();
  }

  void kill() {
    process.destroyForcibly();
    endsWithin(Duration.ofSeconds(10));
    closeInput();
  }

  private boolean endsWithin(Duration time) {
    boolean interrupted = false;
    long deadline = System.nanoTime() + time.toNanos();
    try {
      while (true) {
        try {
          return process.waitFor(Math.max(0, deadline - System.nanoTime()), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
          interrupted = true;
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private void closeInput() {
    try {
      process.getOutputStream().close();
    } catch (IOException e) {
      // The other end is gone, which is what was wanted.
    }
  }
}
