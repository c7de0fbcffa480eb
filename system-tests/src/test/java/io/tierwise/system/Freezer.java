package io.tierwise.system;

import io.tierwise.launcher.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Stops the processes of a part in the middle of whatever they do (SIGSTOP) until it is closed. */
final class Freezer implements AutoCloseable {
  private static final int WAKE_MILLIS = 200;
  private static final int FROZEN_MILLIS = 1_500;
  private final List<Long> frozen = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();

  /** Without a break. */
  static Freezer solid(Stack stack, String part) {
    Freezer freezer = new Freezer(stack, part);
    freezer.signal("STOP");
    return freezer;
  }

  /** Most of the time, which makes it very slow. */
  static Freezer mostly(Stack stack, String part) {
    Freezer freezer = new Freezer(stack, part);
    int period = FROZEN_MILLIS + WAKE_MILLIS;
    freezer.clock.scheduleAtFixedRate(
        () -> freezer.signal("STOP"), 0, period, TimeUnit.MILLISECONDS);
    freezer.clock.scheduleAtFixedRate(
        () -> freezer.signal("CONT"), FROZEN_MILLIS, period, TimeUnit.MILLISECONDS);
    return freezer;
  }

  private Freezer(Stack stack, String part) {
    ProcessHandle process = stack.process(part).orElseThrow();
    // The parent first, so that it makes no child meanwhile.
    Stream.concat(Stream.of(process), process.descendants().toList().stream())
        .forEach(each -> frozen.add(each.pid()));
  }

  @Override
  public void close() throws InterruptedException {
    clock.shutdown();
    if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
      throw new IllegalStateException("still freezing");
    }
    signal("CONT");
  }

  private void signal(String name) {
    List<String> command = new ArrayList<>(List.of("kill", "-" + name));
    frozen.forEach(pid -> command.add(pid.toString()));
    try {
      // A child may have ended by itself, of which kill complains.
      new ProcessBuilder(command).redirectErrorStream(true).start().waitFor();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
