package io.tierwise.launcher.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The most memory that this process and everything it started held at one time, looked at once a
 * second. Pages that processes share count once (proportional set size) where the system says so.
 */
final class MemoryPeak implements AutoCloseable {
  private static final long KIB = 1024;
  private final Thread thread = Thread.ofVirtual().name("memory").start(this::watch);
  private volatile long peakKib;

  long mebibytes() {
    sample();
    return peakKib / KIB;
  }

  private void watch() {
    try {
      while (true) {
        sample();
        TimeUnit.SECONDS.sleep(1);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private synchronized void sample() {
    ProcessHandle self = ProcessHandle.current();
    long sum =
        Stream.concat(Stream.of(self), self.descendants())
            .mapToLong(process -> kib(process.pid()))
            .sum();
    peakKib = Math.max(peakKib, sum);
  }

  private static long kib(long pid) {
    Path process = Path.of("/proc", Long.toString(pid));
    long shared = field(process.resolve("smaps_rollup"), "Pss:");
    return shared >= 0 ? shared : Math.max(0, field(process.resolve("status"), "VmRSS:"));
  }

  /** In KiB; -1 where the file or the field is missing, as when the process has just ended. */
  private static long field(Path file, String name) {
    try (Stream<String> lines = Files.lines(file)) {
      return lines
          .filter(line -> line.startsWith(name))
          .map(line -> line.replaceAll("[^0-9]", ""))
          .mapToLong(Long::parseLong)
          .findFirst()
          .orElse(-1);
    } catch (IOException | java.io.UncheckedIOException e) {
      return -1;
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }
}
