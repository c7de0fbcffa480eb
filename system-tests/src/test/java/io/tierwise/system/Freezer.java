package io.tierwise.system;

import io.tierwise.launcher.stack.Stack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Stops the processes of a part in the middle of whatever they do (SIGSTOP) until it is closed. */
final class Freezer implements AutoCloseable {
  private final List<Long> frozen = new ArrayList<>();

  Freezer(Stack stack, String part) {
    ProcessHandle process = stack.process(part).orElseThrow();
    // The parent first, so that it makes no child meanwhile.
    Stream.concat(Stream.of(process), process.descendants().toList().stream())
        .forEach(each -> frozen.add(each.pid()));
    signal("STOP");
  }

  @Override
  public void close() {
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
