package io.tierwise.benchmarks.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/** Processor time that processes have used since they began. */
public final class CpuTime {
  /** The unit of /proc/PID/stat on every Linux that Java runs on. */
  private static final long TICKS_PER_SECOND = 100;

  /**
   * @throws IllegalStateException if the system does not tell
   */
  public static Duration of(ProcessHandle process) {
    return process
        .info()
        .totalCpuDuration()
        .orElseThrow(() -> new IllegalStateException("no processor time of " + process.pid()));
  }

  /**
   * Of a process, its descendants and, where the system tells (Linux), of the children that have
   * ended: PostgreSQL's vacuum workers come and go.
   */
  public static Duration ofTree(ProcessHandle root) throws IOException {
    Duration sum = of(root).plus(endedChildren(root.pid()));
    try (Stream<ProcessHandle> descendants = root.descendants()) {
      return descendants
          .map(each -> each.info().totalCpuDuration().orElse(Duration.ZERO))
          .reduce(sum, Duration::plus);
    }
  }

  /** Of this JVM. */
  public static Duration own() {
    return of(ProcessHandle.current());
  }

  private static Duration endedChildren(long pid) throws IOException {
    try {
      return endedChildren(Files.readString(Path.of("/proc", Long.toString(pid), "stat")));
    } catch (NoSuchFileException e) {
      return Duration.ZERO;
    }
  }

  /** Fields 16 and 17 of the line; the name in field 2 may contain anything. */
  static Duration endedChildren(String stat) {
    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
    long ticks = Long.parseLong(fields[13]) + Long.parseLong(fields[14]);
    return Duration.ofMillis(ticks * 1_000 / TICKS_PER_SECOND);
  }

  private CpuTime() {}
}
