package io.tierwise.launcher.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The JVM in which a part runs: begun, waited for, and ended in good order or by force. */
final class PartProcess {
  private static final Duration POLL = Duration.ofMillis(100);

  /** One that has never been ready has nothing in flight, and ends its start before its end. */
  private static final Duration STOP_TIME_UNREADY = Duration.ofSeconds(2);

  private final String part;
  private final Path log;
  private final Duration startTime;
  private final Duration stopTime;
  private volatile @Nullable ChildProcess child;
  private volatile boolean ready;

  PartProcess(String part, Path log, Duration startTime, Duration stopTime) {
    this.part = part;
    this.log = log;
    this.startTime = startTime;
    this.stopTime = stopTime;
  }

  /** Whether what runs in a process answers. */
  @FunctionalInterface
  interface Answers {
    boolean now() throws InterruptedException;
  }

  /** Returns when it answers. */
  void start(List<String> command, Map<String, String> environment, Answers answers)
      throws StartFailed, IOException, InterruptedException {
    ChildProcess started = ChildProcess.start(command, environment, log);
    child = started;
    ready = false;
    long deadline = System.nanoTime() + startTime.toNanos();
    while (!answers.now()) {
      if (!started.isAlive()) {
        throw new StartFailed(part, "it ended with code " + started.exitCode(), log);
      }
      if (System.nanoTime() > deadline) {
        throw new StartFailed(
            part, "it does not answer after " + startTime.toSeconds() + " s", log);
      }
      TimeUnit.NANOSECONDS.sleep(POLL.toNanos());
    }
    ready = true;
  }

  /** As {@link Part#stop} has it. */
  void stop() {
    ChildProcess running = child;
    if (running != null) {
      running.stop(ready ? stopTime : STOP_TIME_UNREADY);
      child = null;
    }
  }

  /** As {@link Part#kill} has it. */
  void kill() {
    ChildProcess running = child;
    if (running != null) {
      running.kill();
      child = null;
    }
  }

  @Nullable ProcessHandle handle() {
    ChildProcess running = child;
    return running != null && running.isAlive() ? running.handle() : null;
  }
}
