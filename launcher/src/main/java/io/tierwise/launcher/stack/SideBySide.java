package io.tierwise.launcher.stack;

import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;

/** Starting and stopping several parts at once. */
final class SideBySide {
  /** A person who waits longer for the end is told for what. */
  private static final Duration WORD_AFTER = Duration.ofSeconds(3);

  /** Runs them side by side; the first failure interrupts the others. */
  static void run(ExecutorService tasks, List<Callable<Void>> actions)
      throws StartFailed, IOException, InterruptedException {
    var completion = new ExecutorCompletionService<Void>(tasks);
    var running = actions.stream().map(completion::submit).toList();
    try {
      for (int i = 0; i < actions.size(); i++) {
        completion.take().get();
      }
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case StartFailed failure -> throw failure;
        case IOException failure -> throw failure;
        case InterruptedException failure -> throw failure;
        case null, default -> throw new IllegalStateException(e.getCause());
      }
    } finally {
      running.forEach(task -> task.cancel(true));
    }
  }

  /** Returns when all have ended, also where the thread is interrupted. */
  static void stop(List<Part> parts, StackListener listener) {
    Map<String, Thread> stopping = new LinkedHashMap<>();
    parts.forEach(part -> stopping.put(part.name(), Thread.ofVirtual().start(part::stop)));
    boolean interrupted = false;
    while (stopping.values().stream().anyMatch(Thread::isAlive)) {
      try {
        boolean ended = true;
        long deadline = System.nanoTime() + WORD_AFTER.toNanos();
        for (Thread thread : stopping.values()) {
          ended &= thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())));
        }
        if (!ended) {
          stopping.values().removeIf(thread -> !thread.isAlive());
          listener.note("waiting for " + String.join(", ", stopping.keySet()));
        }
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private SideBySide() {}
}
